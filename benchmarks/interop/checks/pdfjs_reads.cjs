// The text of each page of a PDF as pdf.js (Firefox) reads it: node pdfjs_reads.cjs PACKAGES FILE
const path = require("path");
const fs = require("fs");
console.log = () => {};  // it warns there
const home = path.join(process.argv[2], "node_modules", "pdfjs-dist");
const pdfjs = require(path.join(home, "legacy", "build", "pdf.js"));

async function main() {
  const data = new Uint8Array(fs.readFileSync(process.argv[3]));
  const pdf = await pdfjs.getDocument({ data, useSystemFonts: true, verbosity: 0 }).promise;
  const pages = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const content = await (await pdf.getPage(number)).getTextContent();
    pages.push(content.items.map((item) => item.str).join(" "));
  }
  process.stdout.write(JSON.stringify(pages));
}

main();
