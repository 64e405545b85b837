// Forms of cases that are sent as their pages have them, without a page being drawn for each: what
// a check needs to have happened before it looks.

/**
 * Sends a step's form for each case, in a window that is signed in; whether each was taken.
 * `work` is a list of cases: report, step, and what is filled in.
 */
export async function send(page, work) {
  return page.evaluate(sendEach, work);
}

/** In the page. */
async function sendEach(work) {
  const taken = [];
  for (const { report, step, fields = {} } of work) {
    const shown = await fetch(`/console/cases/${report}`);
    const page = new DOMParser().parseFromString(await shown.text(), 'text/html');
    const form = page.querySelector(`form:has(input[name=do][value=${step}])`);
    const typed = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    const body = new URLSearchParams(typed);
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    const answer = await fetch(form.getAttribute('action'), { method: 'POST', body });
    taken.push(answer.ok && (await answer.text()).includes('role="status"'));
  }
  return taken;
}
