// The slider moves the page through time without loading it anew. Where this file never loads, the form beside it does the same.
const slider = document.querySelector(".slider input[type=range]");
const parts = ["header.top", ".bar", ".asof-line", ".steps", "#shown", ".foot"];
let wanted;
let under;
let pause;

/** The moment of a step, as the address holds it: stretches of even steps, one after the other. */
function moment(step) {
  let left = Number(step);
  for (const stretch of slider.dataset.stretches.split(",")) {
    const [start, steps] = stretch.split(" ");
    if (left < steps) return new Date(Date.parse(`${start}Z`) + left * slider.dataset.hours * 3_600_000).toISOString().slice(0, 16);
    left -= steps;
  }
}

function address(step) {
  const here = new URL(location.href);
  here.searchParams.set("as_of", moment(step));
  here.searchParams.delete("step");
  here.hash = "";
  return here.href;
}

/** Shows the moment wanted last, one after the other, so that a moved slider never shows an older answer over a newer one. */
async function show() {
  if (under) return;
  under = true;
  while (wanted) {
    const href = wanted;
    wanted = undefined;
    try {
      const answer = await fetch(href);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of parts) document.querySelector(part)?.replaceWith(page.querySelector(part) ?? "");
      document.title = page.title;
      slider.setAttribute("aria-valuetext", page.querySelector(".slider input[type=range]")?.getAttribute("aria-valuetext") ?? "");
      history.replaceState(null, "", href);
    } catch {
      location.assign(href);
      return;
    }
  }
  under = false;
}

if (slider) {
  slider.form.classList.add("live");
  const told = slider.form.querySelector("output bdi");
  slider.addEventListener("input", () => {
    told.textContent = moment(slider.value).replace("T", " ");
    slider.setAttribute("aria-valuetext", told.textContent);
    clearTimeout(pause);
    pause = setTimeout(() => {
      wanted = address(slider.value);
      show();
    }, 150);
  });
}
