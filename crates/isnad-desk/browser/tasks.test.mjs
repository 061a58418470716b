// The desk in a real browser: five tasks counted in clicks, in both languages, with and without JavaScript; keys; phone; axe.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { browser, items, open, root, visit } from "./desk.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = join(root, "target/desk");
mkdirSync(shots, { recursive: true });

let desk;
let chromium;
const ids = {};

before(async () => {
  desk = await open();
  chromium = await browser();
  const disputed = (await items(desk.base, "events?status=disputed&event_type=withdraw")).sort((a, b) => b.articles - a.articles);
  ids.event = disputed[0].id;
  const claim = (await items(desk.base, `claims?event=${ids.event}`))[0];
  Object.assign(ids, { claim: claim.id, article: claim.article });
  ids.toll = (await items(desk.base, "figures")).find((one) => one.metric === "killed" && one.measure === "cumulative" && one.points.length > 1);
  ids.figure = ids.toll.id;
  ids.story = (await items(desk.base, "stories"))[0].id;
  ids.copy = (await items(desk.base, "lineage")).find((one) => one.kind === "copy");
});
after(async () => {
  await chromium?.close();
  desk?.close();
});

/** A page whose clicks are counted and whose every request must stay on the desk. */
async function page(lang, options = {}) {
  const { viewport = { width: 1280, height: 900 }, ...rest } = options;
  const context = await chromium.newContext({ viewport, ...rest });
  const it = await context.newPage();
  const faults = [];
  it.on("pageerror", (error) => faults.push(String(error)));
  it.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  it.on("request", (request) => request.url().startsWith(desk.base) || faults.push(`asked ${request.url()}`));
  let clicks = 0;
  await it.goto(`${desk.base}/${lang}/`);
  return {
    it,
    click: async (selector) => {
      clicks += 1;
      await it.locator(selector).first().click();
      await it.waitForLoadState("load");
    },
    text: () => it.locator("main").innerText(),
    clicks: () => clicks,
    done: async () => {
      assert.deepEqual(faults, []);
      await context.close();
    },
  };
}

/** A number as the desk prints it: digits in groups of three. */
const printed = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, "\u202f");

const names = {
  ar: { observatory: "المرصد السوري لحقوق الإنسان", government: "الحكومة السورية", army: "الجيش السوري", homs: "حمص", un: "الأمم المتحدة", nobody: "بلا مصدر مسمى" },
  en: { observatory: "Syrian Observatory for Human Rights", government: "Syrian government", army: "Syrian army", homs: "Homs", un: "United Nations", nobody: "no named source" },
};

for (const lang of ["ar", "en"]) {
  for (const javaScriptEnabled of [true, false]) {
    const name = names[lang];
    describe(`${lang}, ${javaScriptEnabled ? "with" : "without"} JavaScript`, () => {
      test("who says that the army left Homs, who denies it, and both sentences: at most three clicks", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.click(`a.ev-title[href*="${ids.event}"]`);
        const so = await p.it.locator(".face.so").innerText();
        const not = await p.it.locator(".face.not").innerText();
        assert.ok(so.includes(name.observatory) && not.includes(name.government), so);
        assert.ok((await p.it.locator(".face.so .quote").count()) > 0 && (await p.it.locator(".face.not .quote").count()) > 0);
        assert.ok(p.clicks() <= 3);
        await p.click(".face.so .quote-link");
        await p.it.waitForURL(/claim=/);
        assert.equal(await p.it.locator("#focus").count(), 1, "the sentence stands marked in its article");
        await p.done();
      });

      test("the toll, its points and its origin: at most three clicks", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.click(".sections a[href*='/figures']");
        await p.click(`.series a[href*="${ids.figure}"]`);
        const text = await p.text();
        for (const point of ids.toll.points) {
          const origin = point.root ? (lang === "ar" ? point.root.name_ar : (point.root.name_en ?? point.root.name_ar)) : name.nobody;
          assert.ok(text.includes(printed(point.value)) && text.includes(origin), `${point.value} by ${origin}: ${text}`);
        }
        assert.equal(await p.it.locator(".chart svg[role=img]").count(), 1);
        assert.ok(p.clicks() <= 3);
        await p.done();
      });

      test("what remains without the observatory: at most three clicks", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.click("details.without summary");
        await p.click(".choices a[href*='without=sohr']");
        assert.ok((await p.it.locator(".chip").innerText()).includes(name.observatory));
        assert.ok(!(await p.it.locator(".stories").innerText()).includes(name.observatory));
        assert.ok(p.clicks() <= 3);
        await p.click(".chip");
        assert.ok((await p.it.locator(".stories").innerText()).includes(name.observatory), "and the way back");
        await p.done();
      });

      test("who held Homs on 6 December at 20:00: at most three clicks", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.click(".sections a[href*='/control']");
        await p.click("details.pick summary");
        await p.it.locator("#as_of").fill("2024-12-06T20:00");
        await p.click("details.pick button");
        assert.ok(decodeURIComponent(p.it.url()).includes("as_of=2024-12-06T20:00"), p.it.url());
        const row = await p.it.locator(".control tbody tr", { has: p.it.locator("th", { hasText: name.homs }) }).innerText();
        assert.ok(row.includes(name.army), row);
        assert.ok((await p.it.locator(".asof-line").innerText()).includes("20:00"), "the as-of line is printed");
        assert.ok(p.clicks() <= 3);
        await p.done();
      });

      test("which outlets call them what: at most three clicks", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.click(".sections a[href*='/framing']");
        const text = await p.text();
        assert.ok(text.includes("ثوار") && text.includes("إرهابي"));
        assert.ok(p.clicks() <= 3);
        await p.done();
      });

      test("one click on a cell of the matrix opens its sentences, and the address holds them", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.click(".sections a[href*='/matrix']");
        await p.click("a.cell");
        assert.ok((await p.it.locator("#sheet .quote").count()) > 0);
        await p.it.goto(p.it.url());
        assert.ok((await p.it.locator("#sheet .quote").count()) > 0);
        await p.click("#sheet .close");
        assert.equal(await p.it.locator("#sheet").count(), 0);
        await p.done();
      });

      test("a search finds events, sources and articles", async () => {
        const p = await page(lang, { javaScriptEnabled });
        await p.it.locator("#q").fill(name.homs);
        await p.it.locator("#q").press("Enter");
        await p.it.waitForURL(/search/);
        assert.ok((await p.it.locator(".ev-row").count()) > 0);
        await p.done();
      });
    });
  }
}

test("the slider moves the map through time by key and by mouse, and the address follows", async () => {
  const p = await page("en");
  await p.it.goto(`${desk.base}/en/control?as_of=2024-12-06T20:00`);
  const slider = p.it.locator("#step");
  assert.equal(await p.it.locator(".slider button").isVisible(), false, "a script shows it at once");
  const shown = () => new URL(p.it.url()).searchParams.get("as_of");
  await slider.focus();
  await slider.press("ArrowRight");
  await p.it.waitForURL(/as_of=2024-12-06T21/);
  assert.ok((await p.it.locator(".asof-line").innerText()).includes("21:00"));
  assert.equal(await p.it.evaluate(() => document.activeElement.id), "step", "the slider keeps the focus");
  assert.ok((await slider.getAttribute("aria-valuetext")).includes("21:00"));
  await slider.press("End");
  await p.it.waitForURL((url) => url.searchParams.get("as_of") > "2024-12-08");
  assert.ok((await p.it.locator(".governorates").innerText()).includes("held"));
  const box = await slider.boundingBox();
  await p.it.mouse.click(box.x + box.width / 3, box.y + box.height / 2);
  await p.it.waitForURL((url) => url.searchParams.get("as_of") < "2024-12-06");
  const at = shown();
  const listed = (await items(desk.base, `control?as_of=${at}`)).length;
  await p.it.waitForFunction((rows) => document.querySelectorAll(".control tbody tr").length === rows, listed);
  await p.it.reload();
  assert.equal(shown(), at, "the address holds the moment");
  await p.done();
});

test("the slider is a form where no script runs", async () => {
  const p = await page("ar", { javaScriptEnabled: false });
  await p.it.goto(`${desk.base}/ar/control`);
  await p.it.locator("#step").fill("0");
  await p.it.locator(".slider button").click();
  await p.it.waitForURL(/as_of=/);
  assert.equal(await p.it.locator("#step").inputValue(), "0");
  await p.done();
});

test("keys move, open, search and leave", async () => {
  const p = await page("en");
  await p.it.keyboard.press("j");
  await p.it.keyboard.press("j");
  assert.equal(await p.it.locator("[data-row].at").count(), 1);
  await p.it.keyboard.press("Enter");
  await p.it.waitForURL(/\/en\/(event|story)\//);
  await p.it.keyboard.press("e");
  await p.it.waitForURL(/claim=/);
  await p.it.keyboard.press("/");
  assert.equal(await p.it.evaluate(() => document.activeElement.id), "q");
  await p.it.keyboard.press("Escape");
  await p.it.goto(`${desk.base}/en/`);
  await p.it.keyboard.press("w");
  assert.ok(await p.it.locator("details.without[open]").count());
  await p.it.keyboard.press("Escape");
  assert.equal(await p.it.locator("details.without[open]").count(), 0);
  await p.it.locator("body").click({ position: { x: 5, y: 500 } });
  await p.it.keyboard.press("?");
  await p.it.waitForURL(/help/);
  await p.done();
});

/** Every screen with its address. */
const screens = () => [
  ["board", "/"],
  ["story", `/story/${ids.story}`],
  ["timeline", "/timeline"],
  ["matrix", "/matrix"],
  ["sheet", `/matrix?all=1&cell=${ids.event}~syria_government#sheet`],
  ["event", `/event/${ids.event}`],
  ["article", `/article/${ids.article}?claim=${ids.claim}#focus`],
  ["figures", "/figures"],
  ["figure", `/figure/${ids.figure}`],
  ["control", "/control?as_of=2024-12-06T20:00"],
  ["past", "/control?place=geonames:169577#past"],
  ["framing", "/framing"],
  ["sources", "/sources"],
  ["source", "/source/sohr"],
  ["articles", "/articles"],
  ["compare", `/compare?a=${ids.copy.from}&b=${ids.copy.to}`],
  ["contradictions", "/contradictions"],
  ["watch", "/watch"],
  ["search", "/search?q=homs"],
  ["help", "/help"],
  ["pairs", "/compare"],
  ["gone", `/event/${ids.event}?as_of=2024-09-24`],
  ["missing", "/event/e-none"],
  ["unread", "/?as_of=yesterday"],
];

for (const lang of ["ar", "en"]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`axe finds nothing serious on any screen, ${lang}, ${colorScheme}`, async () => {
      const context = await chromium.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, bypassCSP: true });
      const it = await context.newPage();
      const found = [];
      for (const [name, path] of screens()) {
        await it.goto(`${desk.base}/${lang}${path}`);
        await it.evaluate(axe);
        const result = await it.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
        for (const one of result.violations.filter((violation) => ["serious", "critical"].includes(violation.impact))) {
          found.push(`${name}: ${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join(" | ")}`);
        }
        await it.screenshot({ path: join(shots, `${name}-${lang}-${colorScheme}.png`) });
      }
      await context.close();
      assert.deepEqual(found, []);
    });
  }

  test(`no screen is wider than a phone, ${lang}`, async () => {
    const context = await chromium.newContext({ viewport: { width: 360, height: 780 } });
    const it = await context.newPage();
    for (const [name, path] of screens()) {
      await it.goto(`${desk.base}/${lang}${path}`);
      const wider = await it.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      await it.screenshot({ path: join(shots, `${name}-${lang}-phone.png`) });
      assert.ok(wider <= 0, `${name} is ${wider} wider`);
    }
    await context.close();
  });
}

test("the first page weighs at most 300 kB and asks nobody else", async () => {
  for (const lang of ["ar", "en"]) {
    const { bytes, close } = await visit(chromium, `${desk.base}/${lang}/`);
    console.log(`first page, ${lang}: ${Math.round(bytes / 1000)} kB transferred`);
    assert.ok(bytes > 10_000 && bytes <= 300_000, `${lang}: ${bytes}`);
    await close();
  }
});

test("print shows the moment and hides the frame", async () => {
  const p = await page("ar");
  await p.it.emulateMedia({ media: "print" });
  await p.it.screenshot({ path: join(shots, "print-ar.png") });
  assert.equal(await p.it.locator(".top").isVisible(), false);
  assert.equal(await p.it.locator(".asof-print").isVisible(), true);
  await p.done();
});
