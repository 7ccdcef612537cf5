"""What people in China take for a passphrase, and so what is tried first. zxcvbn knows only English and names."""

from __future__ import annotations

_WORDS = """
    5201314 1314520 520520 5211314 woaini woaini1314 woaini520 iloveyou520 woaiwojia woaizhongguo aini1314
    zhongguo beijing shanghai guangzhou shenzhen tianxia wangyi tengxun taobao zhimakaimen zhima kaimen nihao
    nihaoma gongxifacai facai dafacai yifanfengshun wanshiruyi pingan jiankang kuaile xingfu laopo laogong baobao
    baobei mima kouling denglu guanliyuan yonghu kehu xiaoshou gongsi 168168 888888 666666 88888888 66668888
    16888 518518 8888 6666 a123456 qq123456 zxc123 woshishui woshini qwe123 abc123456 asd123 147258369
    我爱你 我爱中国 我爱我家 我的密码 密码 口令 芝麻开门 恭喜发财 一帆风顺 万事如意 心想事成 身体健康 合家欢乐
    大吉大利 生日快乐 新年快乐 你好 你好世界 中国 北京 上海 广州 深圳 老婆 老公 宝贝 平安 健康 快乐 幸福 发财
    客户 销售 公司 大客户 大客户销售 管理员 用户 登录 测试 一二三四五六七八 一生一世 一心一意 天长地久 马到成功
    床前明月光 疑是地上霜 举头望明月 低头思故乡 春眠不觉晓 处处闻啼鸟 白日依山尽 黄河入海流 欲穷千里目 更上一层楼
    锄禾日当午 汗滴禾下土 谁知盘中餐 粒粒皆辛苦 离离原上草 一岁一枯荣 春风吹又生 红豆生南国 海内存知己 天涯若比邻
    好好学习 天天向上 为人民服务 人之初 性本善 学而时习之 不亦说乎 天行健 君子以自强不息 厚德载物 上善若水
    床前明月光疑是地上霜 白日依山尽黄河入海流 好好学习天天向上 阿弥陀佛 大江东去 但愿人长久 千里共婵娟
    海纳百川 有容乃大 天道酬勤 自强不息 宁静致远 淡泊明志 步步高升 财源广进 生意兴隆 吉祥如意 年年有余 花好月圆
    龙马精神 紫气东来 国泰民安 一生平安 五湖四海 不忘初心 牢记使命 中华人民共和国 我爱中华 天王盖地虎 宝塔镇河妖
    世上无难事 只怕有心人 失败是成功之母 有志者事竟成 三人行必有我师 己所不欲 勿施于人 路漫漫其修远兮 吾将上下而求索
    天生我材必有用 千金散尽还复来 会当凌绝顶 一览众山小 飞流直下三千尺 疑是银河落九天 两岸猿声啼不住 轻舟已过万重山
    问君能有几多愁 恰似一江春水向东流 桃花潭水深千尺 不及汪伦送我情 客户第一 客户就是上帝 诚信为本 使命必达
"""
COMMON = (*_WORDS.split(),)
