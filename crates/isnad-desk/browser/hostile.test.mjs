// An article that tries everything, on every screen of a real browser: nothing of it runs, loads or turns the page around.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { browser, open } from "./desk.mjs";

/** Pages looked at. */
const MOST = 70;

const attack = "<script>alert(1)</script><img src=https://away.example/x onerror=alert(2)><svg onload=alert(3)><style>*{display:none}</style>\u202eمنسحب\u2066 <a href='javascript:alert(4)'>اضغط</a>";
const articles = ["a", "b"].map((name) => ({
  id: `${name}"><script>alert(5)</script>`,
  url: name === "a" ? "javascript:alert(6)//https://away.example/" : "https://away.example/\"onmouseover=alert(7)",
  outlet: `<b onclick=alert(8)>منبر ${name}</b>`,
  title: `عنوان ${attack}`,
  published_at: `2024-12-06T1${name === "a" ? 0 : 2}:00:00Z`,
  text: `أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص ${attack} يوم الجمعة ومقتل 12 شخصاً في مدينة حمص.\n\nنفت وزارة الدفاع السورية انسحاب الجيش من مدينة حمص ${attack}.`,
}));
const long = { id: "long", outlet: "طويل", published_at: "2024-12-06", text: `قتل 5 أشخاص في مدينة حماة يوم الجمعة. ${"س ".repeat(3_400_000)}` };

let desk;
let chromium;
let folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), "isnad-hostile-"));
  writeFileSync(join(folder, "pages.jsonl"), [...articles, long].map((one) => JSON.stringify(one)).join("\n"));
  desk = await open([folder]);
  chromium = await browser();
});
after(async () => {
  await chromium?.close();
  desk?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("a hostile article is inert on every screen", async () => {
  const it = await (await chromium.newContext()).newPage();
  const faults = [];
  it.on("dialog", (dialog) => faults.push(`said ${dialog.message()}`));
  it.on("pageerror", (error) => faults.push(String(error)));
  it.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  it.on("request", (request) => request.url().startsWith(desk.base) || faults.push(`asked ${request.url()}`));
  const seen = new Set();
  const kinds = new Set();
  const open = ["/ar/", "/en/", "/ar/search?q=%D8%AD%D9%85%D8%B5"];
  while (open.length > 0 && seen.size < MOST) {
    const path = open.shift();
    const kind = path.split("?")[0].split("/").slice(0, 3).join("/");
    if (seen.has(path) || /without=|step=/.test(path)) continue;
    seen.add(path);
    kinds.add(kind);
    await it.goto(desk.base + path);
    const found = await it.evaluate(() => ({
      links: [...document.querySelectorAll("a[href]")].map((one) => one.getAttribute("href")),
      strange: document.querySelectorAll("img, iframe, object, embed, style, main a[href^='javascript'], [onclick], [onerror], [onload], [onmouseover]").length,
      scripts: [...document.scripts].filter((one) => !one.src.startsWith(location.origin)).length,
      turned: /[\u202a-\u202e\u2066-\u2069]/.test(document.documentElement.innerHTML),
    }));
    if (found.strange || found.scripts || found.turned) faults.push(`${path}: ${JSON.stringify({ ...found, links: 0 })}`);
    const own = found.links.filter((href) => /^\/(ar|en)\//.test(href)).map((href) => href.split("#")[0]);
    // Each kind of screen first, so that none is left out.
    const name = (href) => href.split("?")[0].split("/").slice(0, 3).join("/");
    own.forEach((href) => (kinds.has(name(href)) || open.some((other) => name(other) === name(href)) ? open.push(href) : open.unshift(href)));
    assert.ok(found.links.every((href) => /^(\/|#|https?:)/.test(href)), `${path}: ${found.links.filter((href) => !/^(\/|#|https?:)/.test(href))}`);
  }
  assert.deepEqual(faults, []);
  for (const kind of ["", "article", "event", "story", "figure", "source", "matrix", "timeline", "figures", "control", "framing", "sources", "articles", "watch", "search", "compare"])
    assert.ok(kinds.has(`/ar/${kind}`) || kinds.has(`/en/${kind}`), `${kind} was looked at: ${[...kinds]}`);
});
