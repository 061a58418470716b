// What the desk costs, for a quiet machine and a release build:
//   ISNAD_BIN=target/release/isnad node crates/isnad-desk/browser/bench.mjs INPUT...      (or: --store URL)
// The load of load.mjs over the inputs; then the first page over the samples, in a browser that has never seen it.
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { browser, open, visit } from "./desk.mjs";
import { at, load } from "./load.mjs";

const VISITS = 7;
const inputs = process.argv.slice(2);

/** Seconds of the processor that a process has used, and the most memory it held in MB, where the system tells. */
function spent(pid) {
  try {
    const cells = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
    const most = readFileSync(`/proc/${pid}/status`, "utf8").match(/VmHWM:\s+(\d+)/)?.[1];
    return { seconds: (Number(cells[11]) + Number(cells[12])) / 100, most: (Number(most) * 1024) / 1e6 };
  } catch {
    return { seconds: NaN, most: NaN };
  }
}

const busy = () => `load of the machine ${loadavg()[0].toFixed(1)}`;

if (inputs.length > 0) {
  const desk = await open(inputs);
  const ready = spent(desk.pid);
  console.log(`ready after ${ready.seconds.toFixed(1)} s of the processor, at most ${ready.most.toFixed(0)} MB so far, ${busy()}`);
  await load(desk.base, Number(process.env.RATE ?? 50), Number(process.env.SECONDS ?? 60));
  const after = spent(desk.pid);
  console.log(`${(after.seconds - ready.seconds).toFixed(1)} s of the processor under load, at most ${after.most.toFixed(0)} MB ever, ${busy()}`);
  desk.close();
}

const desk = await open();
const chromium = await browser();
for (const lang of ["ar", "en"]) {
  const visits = [];
  for (let n = 0; n < VISITS; n += 1) {
    const { page, bytes, close } = await visit(chromium, `${desk.base}/${lang}/`);
    const times = await page.evaluate(() => ({
      shown: performance.getEntriesByName("first-contentful-paint")[0]?.startTime,
      whole: performance.getEntriesByType("navigation")[0].loadEventEnd,
    }));
    visits.push({ ...times, bytes });
    await close();
  }
  const of = (key, share) => at(visits.map((visit) => visit[key]), share).toFixed(0);
  console.log(`first page, ${lang}: shown after ${of("shown", 0.5)} ms (at most ${of("shown", 1)}), whole after ${of("whole", 0.5)} ms (at most ${of("whole", 1)}), ${(Number(of("bytes", 1)) / 1000).toFixed(0)} kB, ${busy()}`);
}
await chromium.close();
desk.close();
