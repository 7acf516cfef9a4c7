/** What the host itself has to say, in one line at the foot of the window. */

/** Show a sentence, with a button where something can be done; "" takes it away. */
export function showMessage(text: string, button?: { label: string; press: () => void }): void {
  let box = document.querySelector<HTMLElement>(".ci-page-message");
  if (!text) {
    box?.replaceChildren();
    return;
  }
  if (!box) {
    box = document.createElement("div");
    box.className = "ci-page-message";
    box.setAttribute("role", "status");
    (document.querySelector("main") ?? document.body).prepend(box);
  }
  box.classList.toggle("ci-is-warning", button !== undefined);
  const line = document.createElement("p");
  line.textContent = text;
  box.replaceChildren(line);
  if (!button) return;
  const element = document.createElement("button");
  element.type = "button";
  element.className = "ci-button";
  element.textContent = button.label;
  element.addEventListener("click", button.press);
  box.append(element);
}
