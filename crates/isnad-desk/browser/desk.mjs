// What every check of the desk needs: a desk over the samples, and a browser.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Opens a desk on a free port and waits until it is ready: `{ base, pid, close }`. */
export async function open(inputs = [join(root, "samples")]) {
  const program = process.env.ISNAD_BIN ?? join(root, "target/debug/isnad");
  if (!existsSync(program)) throw new Error(`${program} is not there: cargo build --package isnad, or name it in ISNAD_BIN`);
  const packs = join(root, "samples/packs");
  const child = spawn(program, ["--quiet", "--packs", packs, "serve", ...inputs, "--listen", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "inherit"] });
  const base = await new Promise((found, failed) => {
    let said = "";
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const address = said.match(/http:\/\/[\d.:]+/);
      if (address) found(address[0]);
    });
    child.on("exit", (code) => failed(new Error(`the desk ended with ${code}`)));
  });
  for (let tries = 0; (await fetch(`${base}/readyz`)).status !== 200; tries += 1) {
    if (tries > 300) throw new Error("the desk is not ready");
    await new Promise((wait) => setTimeout(wait, 100));
  }
  return { base, pid: child.pid, close: () => child.kill("SIGTERM") };
}

/** A headless Chromium of the system. */
export async function browser() {
  const { chromium } = await import("playwright-core");
  const named = process.env.CHROMIUM;
  const executablePath = named ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
  if (!executablePath) throw new Error("no Chromium: run `make check-tools`, or name one in CHROMIUM");
  return chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
}

/** A first visit: a browser that has seen nothing before opens an address: `{ page, bytes, close }`, the bytes as transferred. */
export async function visit(chromium, address) {
  const context = await chromium.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  let bytes = 0;
  session.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  await page.goto(address, { waitUntil: "networkidle" });
  return { page, bytes, close: () => context.close() };
}

/** The items of one list of the API. */
export async function items(base, path) {
  const answer = await fetch(`${base}/v1/${path}`);
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return (await answer.json()).items;
}
