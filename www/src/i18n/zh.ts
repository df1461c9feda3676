import { labZh } from "./lab.zh.js";
import type { Strings } from "./strings.js";

/** 站点用语。花括号中的名字会被填入。 */
export const zh: Strings = {
  site: {
    name: "closewise",
    tagline: "WebSocket 连接为什么断开，接下来该怎么办。",
    skip: "跳到正文",
    language: "语言",
    nav: {
      lab: "实验室",
      bench: "工作台",
      meaning: "我的关闭码是什么意思？",
      codes: "关闭码",
      signatures: "断开特征",
      claims: "常见说法",
    },
    search: "搜索关闭码、名称或关键词",
    noResults: "没有找到。换一个关闭码、服务器名称，或关闭原因里的词试试。",
    footer: "MIT 或 Apache-2.0 许可。本页不向外发送任何数据：没有统计脚本，也不加载外部资源。",
  },
  card: {
    cause: "起因",
    decidedBy: "判定依据",
    reference: "参考",
    suspects: "可疑对象，最典型的在前",
    source: "来源",
  },
  verdict: {
    retryNow: "立即重试",
    retryBackoff: "退避重试",
    retryWindow: "{from} 到 {to} 秒后重试",
  },
  lab: labZh,
};
