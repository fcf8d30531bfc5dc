import React from "react";
import { createRoot } from "react-dom/client";
import Viewer from "@samvera/clover-iiif/viewer";

const options = { informationPanel: { open: true, renderAnnotation: true } };
const viewer = React.createElement(Viewer, { iiifContent: location.search.slice(1), options });
createRoot(document.getElementById("viewer")).render(viewer);
