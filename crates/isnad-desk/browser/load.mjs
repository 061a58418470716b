// A steady load on a desk: node load.mjs BASE [REQUESTS-A-SECOND] [SECONDS]. Prints the server's own times (Server-Timing) and its memory.
import { Agent, get } from "node:http";
import { fileURLToPath } from "node:url";
import { items } from "./desk.mjs";

const words = ["حمص", "الجيش", "قتلى", "دمشق", "غارات", "homs", "الأمم المتحدة", "انسحاب"];

/** The value that `share` of a list does not pass. */
export const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];

/** What the desk at `base` says of its memory, in MB. */
const resident = async (base) => Number((await (await fetch(`${base}/metrics`)).text()).match(/^isnad_resident_bytes (\d+)/m)?.[1]) / 1e6;

/** Asks for five screens in turn, `rate` times a second for `seconds`, and prints what it took. */
export async function load(base, rate = 50, seconds = 60) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const events = (await items(base, "events?limit=300")).map((one) => one.id);
  const stories = (await items(base, "stories?limit=100")).map((one) => one.id);
  const kinds = {
    board: () => "/ar/",
    story: (n) => `/ar/story/${stories[n % stories.length]}`,
    event: (n) => `/en/event/${events[n % events.length]}`,
    matrix: (n) => `/ar/matrix?story=${stories[n % stories.length]}`,
    search: (n) => `/ar/search?q=${encodeURIComponent(words[n % words.length])}`,
  };
  const times = Object.fromEntries(Object.keys(kinds).map((kind) => [kind, []]));
  let failed = 0;
  const ask = (kind, path) =>
    new Promise((done) => {
      get(base + path, { agent }, (answer) => {
        answer.resume();
        answer.on("end", () => {
          times[kind].push(Number(answer.headers["server-timing"]?.match(/dur=([\d.]+)/)?.[1]));
          failed += answer.statusCode === 200 ? 0 : 1;
          done();
        });
      }).on("error", () => {
        failed += 1;
        done();
      });
    });
  const names = Object.keys(kinds);
  const under = [];
  let most = await resident(base);
  const started = performance.now();
  for (let n = 0; n < rate * seconds; n += 1) {
    const kind = names[n % names.length];
    under.push(ask(kind, kinds[kind](n)));
    if (n % rate === 0) most = Math.max(most, await resident(base));
    // By the clock, so that a late timer does not make the load lighter.
    await new Promise((wait) => setTimeout(wait, Math.max(0, started + ((n + 1) * 1000) / rate - performance.now())));
  }
  await Promise.all(under);
  agent.destroy();
  const ms = (list, share) => at(list, share).toFixed(1).padStart(6);
  for (const [kind, list] of Object.entries(times)) console.log(kind.padEnd(8), `${list.length} requests`, `p50 ${ms(list, 0.5)} ms`, `p99 ${ms(list, 0.99)} ms`);
  most = Math.max(most, await resident(base));
  console.log(`${rate} requests a second for ${seconds} s, failed ${failed}, resident at most ${most.toFixed(0)} MB`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [base, rate, seconds] = process.argv.slice(2);
  await load(base, Number(rate ?? 50), Number(seconds ?? 60));
}
