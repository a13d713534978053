// Sends files one after another and shows how far each has come; dropping them works as well.
// Without scripts the form sends them all at once. What is too large is said before it is sent.
"use strict";

(function () {
  const form = document.querySelector("form.upload");
  if (!form || !window.FormData) return;
  const input = form.querySelector("input[type=file]");
  const drop = form.querySelector(".drop");
  const list = form.querySelector(".uploads");
  const announced = form.querySelector(".announced");
  const button = form.querySelector("button.main");
  const delivery = form.querySelector("[name=delivery]").value;
  const largest = JSON.parse(form.dataset.largest);
  const total = Number(form.dataset.total);
  const most = Number(form.dataset.most);
  const waiting = [];
  let received = 0;
  let bytes = 0;
  let sending = false;

  form.querySelector(".scripted").hidden = false;
  input.required = false;
  button.hidden = true;

  function size(count) {
    return count < 1048576 ? `${Math.ceil(count / 1024)} KB` : `${(count / 1048576).toFixed(1)} MB`;
  }

  // Why a file is not worth sending; the server decides all the same.
  function fault(file) {
    const at = file.name.lastIndexOf(".");
    const suffix = at < 0 ? "" : file.name.slice(at).toLowerCase();
    if (!(suffix in largest)) return "暂不支持这种格式";
    if (file.size > largest[suffix]) return `超过这种格式的上限 ${size(largest[suffix])}`;
    if (bytes + file.size > total) return `这一批合计超过 ${size(total)}，请分几次上传`;
    if (received + waiting.length >= most) return `一次最多 ${most} 个文件`;
    return "";
  }

  function row(file) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = "file";
    name.textContent = file.name;
    const bar = document.createElement("progress");
    bar.max = file.size || 1;
    bar.value = 0;
    bar.setAttribute("aria-label", `上传 ${file.name}`);
    const said = document.createElement("span");
    said.className = "quiet";
    said.textContent = size(file.size);
    item.append(name, bar, said);
    list.append(item);
    list.hidden = false;
    return { item, bar, said };
  }

  function end(shown, message, refused) {
    shown.bar.remove();
    shown.said.textContent = message;
    shown.said.className = refused ? "note" : "quiet";
  }

  function add(files) {
    for (const file of files) {
      const shown = row(file);
      const reason = fault(file);
      if (reason) {
        end(shown, reason, true);
        continue;
      }
      bytes += file.size;
      waiting.push([file, shown]);
    }
    input.value = "";
    next();
  }

  function answer(request) {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return {};
    }
  }

  function failure(request) {
    const told = answer(request);
    if (told.refused && told.refused.length) return told.refused[0];
    if (request.status === 413) return "文件太大，没有收下";
    if (request.status === 401 || request.status === 403) return "登录已失效，请刷新本页重新登录";
    return "没有传完，请检查网络后重新选择";
  }

  function next() {
    if (sending) return;
    const one = waiting.shift();
    if (!one) {
      button.hidden = received === 0;
      button.textContent = `试导入这 ${received} 个文件`;
      announced.textContent = received ? `已收下 ${received} 个文件，可以试导入` : "";
      return;
    }
    const [file, shown] = one;
    const body = new FormData();
    body.append("delivery", delivery);
    body.append("files", file);
    const request = new XMLHttpRequest();
    sending = true;
    button.hidden = true;
    request.open("POST", form.action);
    request.setRequestHeader("X-Form-Token", form.dataset.token);
    request.setRequestHeader("X-Upload", "1");
    request.upload.addEventListener("progress", (event) => {
      shown.bar.value = event.loaded;
      shown.said.textContent = `${size(event.loaded)} / ${size(file.size)}`;
    });
    request.addEventListener("loadend", () => {
      sending = false;
      if (request.status === 200) {
        received += 1;
        end(shown, `已收下，${size(file.size)}`, false);
      } else {
        bytes -= file.size;
        end(shown, failure(request), true);
      }
      next();
    });
    request.send(body);
  }

  input.addEventListener("change", () => add(input.files));
  for (const kind of ["dragenter", "dragover"]) {
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  }
  for (const kind of ["dragleave", "drop"]) {
    drop.addEventListener(kind, () => drop.classList.remove("over"));
  }
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  form.addEventListener("submit", (event) => {
    if (!received) {
      event.preventDefault();
      return;
    }
    form.action = `/admin/import/${delivery}/rehearsal`;
    form.enctype = "application/x-www-form-urlencoded";
    input.disabled = true;
  });
})();
