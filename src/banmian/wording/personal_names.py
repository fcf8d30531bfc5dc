"""Personal names: whether a few characters are a name as newspapers print it."""

from __future__ import annotations

import re

from banmian.wording.simplified import simplify
from banmian.wording.unicode_script import HAN, SPACE

_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍"
    "涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆司卓古吉缪简车项连芦麦褚娄窦戚岑景"
    "党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官"
    "封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘闻厉伊仝区郜阚花帅屠豆朴盖廉禹祖漆巴"
    "丰卿狄平索宣晋初云敬扈晁芮普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺慕"
    "危玉银亢嵇公哈湛宾戎勾茅於呼居揭尉冶束檀衣阴昝智奉衡尧闭汝沐"
    "傅洪常赖支元凤计诸钮滑荀羿汲邴糜宓郗钭韶鄂籍莘贡逄郦郤濮寿容庾蒯仉雒禄夔璩贲秋酆巢宦蔚後賴諸鈕鄺甯"
    "張劉陳楊黃趙吳孫馬羅鄭謝許韓馮鄧蕭葉蘇魏呂盧鍾譚陸賈韋鄒閻龍賀顧龔萬錢嚴湯溫齊喬龐顏倪莊聶魯關蘭紀單塗駱"
    "藍蔣蔡饒繆簡車項連蘆麥婁竇黨宮費衛應閔鄔邊師欒榮叢鞏談樂燕勞諶馮祿竺邢沈潘錢"
)
_COMPOUND_SURNAME = re.compile(
    "欧阳|歐陽|司马|司馬|上官|诸葛|諸葛|皇甫|尉迟|令狐|慕容|司徒|长孙|夏侯|东方|公孙|端木|轩辕|南宫|申屠|澹台|"
    "宇文|独孤|呼延|东郭|西门|百里|闻人|钟离|赫连|太史|淳于|单于|万俟|濮阳|鲜于|闾丘|亓官"
)
_MINORITY = re.compile(rf"[{HAN}]{{1,8}}(?:[·•・‧][{HAN}]{{1,8}}){{1,3}}")
_SOUNDS = frozenset(
    "阿艾安奥巴贝比别布才草次措达旦丹德的登迪丁东都杜顿多尔恩尕嘎高格根公古哈海汗赫霍吉加嘉坚江杰金卡凯康克孔库拉来兰勒李里力丽利林卢鲁伦"
    "罗洛麻马玛买麦曼梅米明莫木穆那纳娜乃南尼年聂努帕普齐其祁奇强恰青热仁日荣如萨赛沙珊山什史士斯松苏索塔泰坦唐特提田吐图托娃瓦旺威韦维温文翁乌吾伍武"
    "西希夏先辛雅亚艳央扬也依伊因英尤玉约云泽扎札张甄智珠卓孜佐增圖羅馬買麥爾達額蘭維亞東爾"
)
_SURE = 0.7
_FOREIGN_SHARE = 0.6
_LONGEST_FOREIGN = 14
_HAN_NAME = re.compile(rf"[{HAN}]{{2,4}}")
_LATIN_NAME = re.compile(r"[A-Z][\w'’.-]*(?: (?:[A-Z][\w'’.-]*|de|van|von|of)){1,4}")
_NEVER_IN_NAMES = re.compile("[的了们么吗呢]|^第")
_PADDED = re.compile(rf"(?<![{HAN}])([{HAN}])[{SPACE}]+([{HAN}])(?![{HAN}])")


def close_padding(text: str) -> str:
    """Remove the space that pads a two-character name to the width of three (戴 清 becomes 戴清)."""
    return _PADDED.sub(r"\1\2", text)


def is_name(text: str) -> bool:
    """Whether `text` reads like one person's name and hardly like anything else."""
    return name_score(text) >= _SURE


def name_score(text: str) -> float:
    """How much `text` (no spaces but in Latin or padded names) looks like one person's name, 0 to 1."""
    text = simplify(text)
    if _MINORITY.fullmatch(text):
        return 0.9 if _sounds_foreign(text) else 0.0
    if _LATIN_NAME.fullmatch(text):
        return 0.5
    if not _HAN_NAME.fullmatch(text) or _NEVER_IN_NAMES.search(text):
        return 0.0
    if _COMPOUND_SURNAME.match(text):
        return 0.95 if len(text) > 2 else 0.2
    if len(text) == 4:
        return 0.45 if text[0] in _SURNAMES and text[1] in _SURNAMES else 0.1
    if text[0] not in _SURNAMES:
        return 0.25
    return 0.9 if len(text) == 3 else 0.75


def _sounds_foreign(name: str) -> bool:
    """Whether a name with dots in it consists of characters used to transcribe foreign names."""
    letters = re.sub("[·•・‧]", "", name)
    return len(name) <= _LONGEST_FOREIGN and sum(c in _SOUNDS for c in letters) >= _FOREIGN_SHARE * len(letters)
