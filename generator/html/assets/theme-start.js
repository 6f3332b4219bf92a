/* What the theme expects before its bundle runs: where the site begins, and small values kept per site in the browser. */
var __md_scope = new URL(document.currentScript.getAttribute("data-base"), location);

function __md_hash(text) {
  return Array.from(text).reduce(function (sum, letter) {
    return (sum << 5) - sum + letter.charCodeAt(0);
  }, 0);
}

function __md_get(key, storage, scope) {
  try {
    return JSON.parse((storage || localStorage).getItem((scope || __md_scope).pathname + "." + key));
  } catch (error) {
    return null;
  }
}

function __md_set(key, value, storage, scope) {
  try {
    (storage || localStorage).setItem((scope || __md_scope).pathname + "." + key, JSON.stringify(value));
  } catch (error) {
    /* storage may be forbidden or full: the choice lasts for this page */
  }
}
