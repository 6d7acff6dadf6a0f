// What the pages do by themselves where scripts run; each of them also works without.
(function () {
  "use strict";
  // Sent once: a second click finds the button switched off. The form's key makes it harmless anyway.
  document.addEventListener("submit", function (event) {
    var button = event.submitter;
    if (button && button.dataset.once) {
      window.setTimeout(function () { button.disabled = true; }, 0);
      window.setTimeout(function () { button.disabled = false; }, 8000);
    }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("[data-once]").forEach(function (one) { one.disabled = false; });
  });
  // What goes on behind a page is looked at again while it does; without scripts there is a link that does so.
  function reloading() {
    var going = document.querySelector("[data-reload]");
    if (!going) { return; }
    window.setTimeout(function () {
      fetch(window.location.href, { credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
        .then(function (text) {
          var fresh = new DOMParser().parseFromString(text, "text/html").querySelector("main");
          var main = document.querySelector("main");
          if (fresh && main) { main.replaceWith(document.importNode(fresh, true)); }
          reloading();
        })
        .catch(reloading);
    }, 1000 * Number(going.dataset.reload));
  }
  reloading();
  var trouble = document.querySelector("[data-focus]");
  if (trouble) { trouble.focus(); }
  // A form that is being filled in is kept on the server a moment after the last key, and when the page is left.
  var form = document.querySelector("form[data-draft]");
  if (!form) { return; }
  var state = document.getElementById("draft-state"), waiting = null, sent = false, dirty = false;
  function content() {
    var data = new URLSearchParams(new FormData(form));
    data.set("place", form.dataset.draft);
    data.set("title", form.dataset.title);
    return data;
  }
  function keep() {
    waiting = null;
    fetch("/drafts", { method: "POST", body: content(), credentials: "same-origin", redirect: "manual" })
      .then(function (answer) {
        if (answer.status === 204) { dirty = false; }
        state.textContent = answer.status === 204 ? "已自动保存草稿" : "草稿没有保存：请不要关闭本页，稍后再提交";
      })
      .catch(function () {
        state.textContent = "网络不通，内容还在本页上；恢复后会自动保存";
        waiting = window.setTimeout(keep, 5000);
      });
  }
  form.addEventListener("input", function () {
    dirty = true;
    if (waiting) { window.clearTimeout(waiting); }
    waiting = window.setTimeout(keep, 1500);
  });
  form.addEventListener("submit", function () { sent = true; if (waiting) { window.clearTimeout(waiting); } });
  window.addEventListener("pagehide", function () {
    if (dirty && !sent) { navigator.sendBeacon("/drafts", content()); }
  });
})();
