// A pad to write one's name on. Without scripts it stays hidden and the photograph is what is used.
(function () {
  "use strict";
  document.querySelectorAll("[data-signature]").forEach(function (pad) {
    var canvas = pad.querySelector("canvas"), field = pad.querySelector("input[name=strokes]");
    var state = pad.querySelector("[data-state]"), pen = canvas.getContext("2d"), writing = null;
    pad.hidden = false;
    function empty() {
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.strokeStyle = pen.fillStyle = "#000";
      pen.lineWidth = 7;
      pen.lineCap = pen.lineJoin = "round";
    }
    function place(event) {
      var box = canvas.getBoundingClientRect();
      return { x: (event.clientX - box.left) * canvas.width / box.width, y: (event.clientY - box.top) * canvas.height / box.height };
    }
    function keep() {
      field.value = canvas.toDataURL("image/png");
      state.textContent = "已写好，提交前可以重写。";
    }
    empty();
    // What was written before the page came back is still there.
    if (field.value) {
      var before = new Image();
      before.onload = function () { pen.drawImage(before, 0, 0); state.textContent = "您刚才写的签名还在。"; };
      before.src = field.value;
    }
    canvas.addEventListener("pointerdown", function (event) {
      event.preventDefault();
      canvas.setPointerCapture(event.pointerId);
      writing = place(event);
      pen.beginPath();
      pen.arc(writing.x, writing.y, pen.lineWidth / 2, 0, 2 * Math.PI);
      pen.fill();
    });
    canvas.addEventListener("pointermove", function (event) {
      if (!writing) { return; }
      var to = place(event);
      pen.beginPath();
      pen.moveTo(writing.x, writing.y);
      pen.lineTo(to.x, to.y);
      pen.stroke();
      writing = to;
    });
    ["pointerup", "pointercancel"].forEach(function (end) {
      canvas.addEventListener(end, function () { if (writing) { writing = null; keep(); } });
    });
    pad.querySelector("[data-clear]").addEventListener("click", function () {
      empty();
      field.value = "";
      state.textContent = "已清空，请重写。";
    });
  });
})();
