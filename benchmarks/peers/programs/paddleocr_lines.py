"""PaddleOCR's plain pipeline on a page image: its lines in its own order. ``paddleocr_lines.py IMAGE TEXT``."""

import sys

from paddleocr import PaddleOCR

from banmian.layout.ocr.model_files import prepare_profile

folders = prepare_profile("default")
pipeline = PaddleOCR(
    text_detection_model_name=folders["detection"].name,
    text_detection_model_dir=str(folders["detection"]),
    text_recognition_model_name=folders["recognition"].name,
    text_recognition_model_dir=str(folders["recognition"]),
    use_doc_orientation_classify=False,
    use_doc_unwarping=False,
    use_textline_orientation=False,
    engine="onnxruntime",
)
lines = [text for page in pipeline.predict(sys.argv[1]) for text in page["rec_texts"]]
with open(sys.argv[2], "w", encoding="utf-8") as output:
    output.write("\n".join(lines))
