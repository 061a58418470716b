// Requests made from the description of the API, most of them odd: never a 5xx, never an answer off its schema.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { items, open } from "./desk.mjs";

const REQUESTS = Number(process.env.ISNAD_FUZZ ?? 5000);

let desk;
before(async () => (desk = await open()));
after(() => desk?.close());

/** Numbers that are the same in every run. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const ODD = ["", "0", "-1", "1e9", "999999999999", "2024-12-06", "2024-13-40", "9999-12-31T23:59", "0001-01-01", "%00", "\u202e", "حمص", "'; drop table", "../../etc/passwd", "<script>", "null", "true", "sohr", "un", "x".repeat(280), "\ud83d\ude00", "a&b=c", "capture", "held", "1"];

/** Why `value` does not fit `schema`, or nothing. */
function misfit(schema, value, all, where = "$") {
  if (schema.$ref) return misfit(all[schema.$ref.split("/").pop()], value, all, where);
  if (schema.oneOf) return schema.oneOf.some((one) => !misfit(one, value, all, where)) ? null : `${where}: fits no alternative`;
  if (schema.allOf) return schema.allOf.map((one) => misfit(one, value, all, where)).find(Boolean) ?? null;
  const types = [schema.type ?? []].flat();
  const kind = value === null ? "null" : Array.isArray(value) ? "array" : Number.isInteger(value) ? "integer" : typeof value;
  if (types.length > 0 && !types.includes(kind) && !(kind === "integer" && types.includes("number"))) return `${where}: ${kind} where ${types} is due`;
  if (kind === "array" && schema.items) return value.map((item, at) => misfit(schema.items, item, all, `${where}[${at}]`)).find(Boolean) ?? null;
  if (kind !== "object" || !schema.properties) return null;
  const lacks = (schema.required ?? []).find((name) => !(name in value));
  if (lacks) return `${where}: lacks ${lacks}`;
  const strange = Object.keys(value).find((name) => !(name in schema.properties));
  if (strange) return `${where}: ${strange} is in no schema`;
  return Object.entries(value).map(([name, inner]) => misfit(schema.properties[name], inner, all, `${where}.${name}`)).find(Boolean) ?? null;
}

test(`${REQUESTS} generated requests: no 5xx, nothing off its schema`, async () => {
  const document = await (await fetch(`${desk.base}/v1/openapi.json`)).json();
  assert.equal(document.openapi.slice(0, 3), "3.1");
  const all = document.components.schemas;
  const roll = dice(7);
  const pick = (list) => list[roll(list.length)];
  const real = {};
  for (const name of ["events", "claims", "articles", "figures", "stories"]) real[name] = (await items(desk.base, name)).map((one) => one.id);
  // The stream of happenings has no end to wait for.
  const paths = Object.entries(document.paths).filter(([path]) => path !== "/v1/stream").map(([path, item]) => [path, item.get]);
  const counts = {};
  for (let n = 0; n < REQUESTS; n += 1) {
    const [template, operation] = pick(paths);
    const name = template.split("/")[2];
    const id = () => (real[name] && roll(3) > 0 ? pick(real[name]) : pick(ODD) || "x");
    const query = new URLSearchParams();
    for (const parameter of operation.parameters.filter((one) => one.in === "query")) {
      if (roll(4) > 0) continue;
      const kept = { as_of: ["2024-12-06T20:00", "2024-12-07"], without: ["sohr", "un", "المرصد السوري لحقوق الإنسان"], format: ["json", "csv"], limit: ["1", "7", "1000"], story: real.stories, event: real.events, article: real.articles }[parameter.name];
      query.append(parameter.name, kept && roll(3) > 0 ? pick(kept) : pick(ODD));
    }
    const path = `${template.replace("{id}", () => encodeURIComponent(id()))}?${query}`;
    const answer = await fetch(desk.base + path);
    const body = await answer.text();
    counts[answer.status] = (counts[answer.status] ?? 0) + 1;
    const described = operation.responses[answer.status];
    assert.ok(answer.status < 500, `${answer.status} ${path}`);
    assert.ok(described, `${answer.status} is not described: ${path}`);
    const kind = answer.headers.get("content-type").split(";")[0];
    const content = described.content?.[kind];
    assert.ok(content, `${kind} is not described: ${path}`);
    if (kind.endsWith("json")) assert.equal(misfit(content.schema, JSON.parse(body), all), null, path);
  }
  console.log("answers by status:", JSON.stringify(counts));
  assert.ok(counts[200] > REQUESTS / 5, "most requests must reach something");
});
