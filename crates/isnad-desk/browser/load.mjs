// A steady load on a desk that is already open: node load.mjs BASE [REQUESTS-A-SECOND] [SECONDS]. Prints the server's own times (Server-Timing) and its memory.
import { Agent, get } from "node:http";
import { items } from "./desk.mjs";

const [base, rate = "50", seconds = "60"] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const events = (await items(base, "events?limit=300")).map((one) => one.id);
const stories = (await items(base, "stories?limit=100")).map((one) => one.id);
const words = ["حمص", "الجيش", "قتلى", "دمشق", "غارات", "homs", "الأمم المتحدة", "انسحاب"];
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
const total = rate * seconds;
const under = [];
for (let n = 0; n < total; n += 1) {
  const kind = names[n % names.length];
  under.push(ask(kind, kinds[kind](n)));
  await new Promise((wait) => setTimeout(wait, 1000 / rate));
}
await Promise.all(under);
agent.destroy();
const at = (list, share) => list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))]?.toFixed(1);
for (const [kind, list] of Object.entries(times)) console.log(kind.padEnd(8), `${list.length} requests`, `p50 ${at(list, 0.5)} ms`, `p99 ${at(list, 0.99)} ms`);
const resident = (await (await fetch(`${base}/metrics`)).text()).match(/^isnad_resident_bytes (\d+)/m)?.[1];
console.log("failed", failed, "resident", Math.round(resident / 1e6), "MB");
