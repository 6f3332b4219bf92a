/* Where questions are answered: in a worker, or in the page where there are no workers (file:). The index is loaded with the first. */
(function (root) {
  "use strict";
  const HERE = new URL("search/", document.currentScript.src), SCRIPTS = ["answers.js", "help.js", "index.js"];
  const address = (name) => new URL(name, HERE).href;
  let answerer = null;

  function inWorker() {
    return new Promise((ready, failed) => {
      const worker = new Worker(address("worker.js")), waiting = new Map();
      let last = 0;
      const ask = (question, more) => new Promise((answered) => { waiting.set(++last, answered); worker.postMessage({ id: last, question, more }); });
      worker.onerror = failed;
      worker.onmessage = ({ data }) => {
        if (data.ready) return ready(ask);
        waiting.get(data.id)(data.answer);
        waiting.delete(data.id);
      };
    });
  }

  function script(name) {
    return new Promise((loaded, failed) => {
      const element = Object.assign(document.createElement("script"), { src: address(name), async: false, onload: loaded, onerror: failed });
      document.head.append(element);
    });
  }

  async function inPage() {
    for (const name of SCRIPTS) await script(name);
    setTimeout(root.sopSearch.warm);
    return async (question, more) => root.sopSearch.lined(root.sopSearch.query(question, more));
  }

  const canWork = () => location.protocol !== "file:" && typeof Worker === "function";

  /* Makes ready once; a failure may be tried again. */
  function prepare() {
    answerer = answerer || (canWork() ? inWorker().catch(inPage) : inPage());
    answerer.catch(() => { answerer = null; });
    return answerer;
  }

  root.sopAsk = { prepare, root: address("../../"), ask: async (question, more) => (await prepare())(question, more) };
})(window);
