// The pages of the site as files: all are there, small, and lead to each other.
import assert from "node:assert/strict";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import { after, before, describe, it } from "node:test";
import { closeCode, registry } from "../../dist/index.js";
import * as profiles from "../../dist/profiles.js";
import { suspects } from "../../dist/suspects.js";
import { buildTestSite, readSitePage } from "./support/site.mjs";

/** The folders of the languages. */
const FOLDERS = ["", "zh/"];
const MOST_BYTES = 50_000;

describe("the pages of the site", () => {
  let site;
  /** Every page by its address. */
  let pages;

  before(async () => {
    site = await buildTestSite();
    pages = new Map(site.pages.map((address) => [address, readSitePage(site.folder, address)]));
  });
  after(() => site.remove());

  /** Asserts that something holds for each page, and names those for which it does not. */
  const eachPage = (check) => {
    const failures = [...pages].flatMap(([address, text]) => {
      const failure = check(text, address);
      return failure ? [`${address}: ${failure}`] : [];
    });
    assert.deepEqual(failures.slice(0, 10), []);
  };

  it("are there in both languages for every row of the package's tables", () => {
    const ranges = ["0-999", "1000-2999", "3000-3999", "4000-4999", "5000-65535"];
    for (const range of ranges) {
      const [first, last] = range.split("-").map(Number);
      assert.equal(closeCode(first).range, closeCode(last).range);
    }
    const ofProfiles = Object.values(profiles)
      .filter(({ codes }) => Object.keys(codes).length > 0)
      .flatMap(({ name, codes }) => [name, ...Object.keys(codes).map((key) => `${name}/${key}`)]);
    const codes = [...registry().map(({ code }) => code), ...ranges, ...ofProfiles];
    const expected = [
      ...["", "bench/", "meaning/", "claims/", "codes/", "signatures/"],
      ...codes.map((path) => `codes/${path}/`),
      ...suspects.map(({ key }) => `signatures/${key}/`),
    ];
    assert.deepEqual(
      [...pages.keys()].sort(),
      FOLDERS.flatMap((folder) => expected.map((path) => folder + path)).sort(),
    );
  });

  it("weigh less than 50 kB, with their styles and the script that all have", () => {
    eachPage((text, address) => {
      // The lab and the bench are tools, and no pages to be read.
      if (["", "bench/"].includes(address.replace("zh/", ""))) return false;
      const loaded = [
        ...text.matchAll(/<(?:link rel="stylesheet" href|script type="module" src)="([^"]+)"/g),
      ]
        .map(([, href]) => href)
        .filter((href) => !/src-(?!shell)/.test(href));
      const bytes = loaded.reduce(
        (sum, href) => sum + statSync(join(site.folder, address, href)).size,
        Buffer.byteLength(text),
      );
      return bytes > MOST_BYTES && `${bytes} bytes`;
    });
  });

  it("have a title and a description that no other page of the language has", () => {
    const seen = new Set();
    eachPage((text, address) => {
      const folder = address.startsWith("zh/") ? "zh" : "en";
      const title = /<title>([^<]+)<\/title>/.exec(text)?.[1] ?? "";
      const description = /<meta name="description" content="([^"]+)"/.exec(text)?.[1] ?? "";
      const isNew = (words) => !seen.has(folder + words) && seen.add(folder + words);
      if (title.length < 4 || title.length > 90) return `title: ${title}`;
      if (description.length < 15 || description.length > 200) return `description: ${description}`;
      if (!isNew(title)) return `the title again: ${title}`;
      return !isNew(description) && `the description again: ${description}`;
    });
  });

  it("say in which language they are, and where the other one is", () => {
    eachPage((text, address) => {
      const path = address.replace(/^zh\//, "");
      const site = "https://closewise.example/";
      const isChinese = address.startsWith("zh/");
      const expected = [
        `<html lang="${isChinese ? "zh-Hans" : "en"}"`,
        `<link rel="canonical" href="${site}${address}"`,
        `<link rel="alternate" hreflang="en" href="${site}${path}"`,
        `<link rel="alternate" hreflang="zh-Hans" href="${site}zh/${path}"`,
        `<link rel="alternate" hreflang="x-default" href="${site}${path}"`,
      ];
      return expected.find((part) => !text.includes(part));
    });
  });

  it("have one main heading, and none that skips a level", () => {
    eachPage((text) => {
      const levels = [...text.matchAll(/<h([1-6])[\s>]/g)].map(([, level]) => Number(level));
      if (levels.filter((level) => level === 1).length !== 1) return `headings ${levels}`;
      const skips = levels.some((level, index) => index > 0 && level > levels[index - 1] + 1);
      return skips && `headings ${levels}`;
    });
  });

  it("tell search engines what they are", () => {
    eachPage((text, address) => {
      const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text)?.[1];
      if (!data) return address.replace("zh/", "") !== "" && "no data";
      const parsed = JSON.parse(data);
      const things = parsed["@graph"] ?? [parsed];
      if (parsed["@context"] !== "https://schema.org") return "no context";
      return things.some((thing) => !thing["@type"]) && "something without a type";
    });
  });

  it("link to pages and to places in them that are there", () => {
    eachPage((text, address) => {
      const hrefs = [...text.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href]) => href);
      return hrefs
        .filter((href) => !/^https?:/.test(href))
        .find((href) => {
          const [path, fragment] = href.replaceAll("&amp;", "&").split("#");
          const target = path ? posix.join("/", address, path).slice(1) : address;
          const page = pages.get(target);
          if (page === undefined) return true;
          // What is asked of the form is no place in it.
          return fragment && !fragment.includes("code=") && !page.includes(`id="${fragment}"`);
        });
    });
  });

  it("load nothing from elsewhere, and have no script and no style in them", () => {
    eachPage((text, address) => {
      const loaded = [
        ...text.matchAll(
          /<(?:link rel="stylesheet"|script|img|iframe)[^>]*?(?:href|src)="([^"]+)"/g,
        ),
      ];
      const missing = loaded.find(([, href]) => !existsSync(join(site.folder, address, href)));
      if (missing) return missing[1];
      if (/ style="/.test(text)) return "a style attribute";
      if (/ on[a-z]+="/.test(text)) return "a handler attribute";
      const scripts = text.match(
        /<script(?! type="module" src=)(?! type="application\/ld\+json")/g,
      );
      return scripts && "a script in the page";
    });
    for (const file of new Set(
      [...pages.values()].flatMap((text) => text.match(/assets\/[\w-]+\.css/g)),
    )) {
      const style = readFileSync(join(site.folder, file), "utf8");
      assert.doesNotMatch(style, /@import|url\((?!["']?data:)/, file);
    }
  });

  it("have a policy that allows no script and no style but the site's own", () => {
    eachPage((text) => {
      const [, written = ""] =
        /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(text) ?? [];
      const policy = written.replaceAll("&#39;", "'");
      const directives = new Map(policy.split("; ").map((part) => [part.split(" ")[0], part]));
      if (directives.get("default-src") !== "default-src 'none'") return policy;
      if (directives.get("script-src") !== "script-src 'self' 'wasm-unsafe-eval'") return policy;
      if (directives.get("style-src") !== "style-src 'self'") return policy;
      return /unsafe-inline|'unsafe-eval'|\*/.test(policy) && policy;
    });
  });

  it("are all in the sitemap", () => {
    const sitemap = readFileSync(join(site.folder, "sitemap.xml"), "utf8");
    const listed = [...sitemap.matchAll(/<loc>https:\/\/closewise\.example\/([^<]*)<\/loc>/g)];
    assert.deepEqual(listed.map(([, address]) => address).sort(), [...pages.keys()].sort());
  });

  it("say what the package says of a code, and what people wrote of it", () => {
    const text = readSitePage(site.folder, "codes/1006");
    assert.match(text, /retry with backoff/);
    // A long name may be broken behind the dot.
    assert.match(text, /CloseCode\.(<wbr \/>)?ABNORMAL_CLOSURE/);
    for (const name of ["Chromium", "Firefox", "WebKit", "FastAPI", "ASP.NET", "Spring"]) {
      assert.ok(text.includes(name), name);
    }
  });

  it("explain every registered code and every range in both languages", () => {
    for (const folder of FOLDERS) {
      const keys = [...registry().map(({ code }) => code), "0-999", "1000-2999", "4000-4999"];
      for (const key of keys) {
        const text = readSitePage(site.folder, `${folder}codes/${key}`);
        for (const id of ["check", "causes", "browsers", "misreadings", "sources"]) {
          assert.ok(text.includes(`<h2 id="${id}">`), `${folder}${key} ${id}`);
        }
      }
    }
  });
});
