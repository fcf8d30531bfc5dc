"""Simplified Chinese of our own messages into the traditional Chinese of Taiwan.

Characters are turned by the table that wordfreq carries, read backwards; where one simplified character stands for
several, by the choices below. Words that Taiwan does not use are replaced first. This is enough for a catalogue that
is looked through, not for arbitrary text.
"""

from __future__ import annotations

import re
from functools import cache

from banmian.wording.simplified import variants

WORDS = {
    "文件夹": "資料夾",
    "文件名": "檔名",
    "扩展名": "副檔名",
    "文件": "檔案",
    "文档": "文件",
    "源代码": "原始碼",
    "软件包": "套件",
    "服务器": "伺服器",
    "工作进程": "工作行程",
    "进程": "行程",
    "程序": "程式",
    "内存": "記憶體",
    "磁盘": "磁碟",
    "默认": "預設",
    "设置": "設定",
    "选项": "選項",
    "参数": "引數",
    "命令": "指令",
    "字符": "字元",
    "字节": "位元組",
    "二进制": "二進位",
    "字段": "欄位",
    "信息": "訊息",
    "网站": "網站",
    "网址": "網址",
    "端口": "連接埠",
    "数据库": "資料庫",
    "图像": "影像",
    "分辨率": "解析度",
    "集群": "叢集",
    "节点": "節點",
    "调度器": "排程器",
    "调度": "排程",
    "对象存储": "物件儲存",
    "存储": "儲存",
    "凭据": "憑證",
    "导入": "匯入",
    "导出": "匯出",
    "载入": "載入",
    "通配符": "萬用字元",
    "注释号": "註解符號",
    "注释": "註解",
    "变量": "變數",
    "置信度": "信心度",
    "撤销": "復原",
    "并发": "並行",
    "模块": "模組",
    "获取": "取得",
    "扫描件": "掃描檔",
    "保存": "儲存",
    "复制": "複製",
    "限制": "限制",
    "重复": "重複",
    "并退出": "並結束",
    "退出": "結束",
    "并成": "併成",
    "出故障": "發生故障",
    "注明": "註明",
    "图注": "圖註",
    "关联": "關聯",
    "花括号": "大括號",
    "联系": "聯絡",
    "运行": "執行",
    "脚本": "指令碼",
    "空闲": "可用",
    "内置": "內建",
    "设备": "裝置",
    "地址": "位址",
    "文本": "文字",
    "配置": "設定檔",
    "打开": "開啟",
    "屏幕": "螢幕",
}
"""Words of the catalogue and what Taiwan says, the longest first where one is in another."""

CHOICES = dict(
    zip(
        "后里发制几个于并复准干范台么坏占录当钟",
        "後裡發製幾個於並復準乾範臺麼壞佔錄當鐘",
        strict=True,
    )
)
"""The traditional character that messages of programs mean where there are several."""


@cache
def _characters() -> dict[str, str]:
    sources: dict[str, list[str]] = {}
    for traditional, simplified in variants().items():
        if traditional != simplified and traditional.encode("big5", "ignore"):
            sources.setdefault(simplified, []).append(traditional)
    return {plain: found[0] for plain, found in sources.items() if not _stands_for_itself(plain)} | CHOICES


def _stands_for_itself(character: str) -> bool:
    """Whether a simplified character is an everyday traditional one too, so that it stays where nothing is chosen."""
    return "\xa4" <= character.encode("big5", "ignore")[:1].decode("latin-1") <= "\xc6"


@cache
def _words() -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, WORDS), key=lambda word: -len(word))))


def to_taiwan(text: str) -> str:
    """A message in traditional characters and the words of Taiwan."""
    parts, end = [], 0
    table = _characters()
    for word in _words().finditer(text):
        parts += [*(table.get(one, one) for one in text[end : word.start()]), WORDS[word[0]]]
        end = word.end()
    return "".join([*parts, *(table.get(one, one) for one in text[end:])])
