/** What a widget module is given and gives back: anywidget's front-end module, typed. */

import { type ComponentType, h, render } from "preact";

/** Content of a message; `type` says which, `request_id` ties a reply to its question. */
export interface Message {
  type: string;
  request_id?: string;
  [field: string]: unknown;
}

/** The kernel's state as a page sees it. Pages read it and send messages; they never set it. */
export interface Model<State extends object = Record<string, unknown>> {
  get<Name extends keyof State & string>(name: Name): State[Name];
  on(event: string, callback: (...args: never[]) => void): void;
  off(event: string, callback: (...args: never[]) => void): void;
  send(content: Message): void;
}

/** Traits of every widget (`widgets/base.py`, PageWidget). */
export interface PageState {
  module: string;
  words: Record<string, string>;
}

/** Traits of every widget that belongs to a step (`widgets/base.py`, ExerciseWidget). */
export interface ExerciseState extends PageState {
  step: string;
  person: string;
  phase: string;
  may: string[];
  answered: number;
  people: number;
}

/** What a widget's component is called with. */
export interface WidgetProps<State extends object> {
  model: Model<State>;
}

/** The default export of a widget's file. */
export interface WidgetModule<State extends object = Record<string, unknown>> {
  render(context: { model: Model<State>; el: HTMLElement }): () => void;
}

/**
 * Make a widget module of a component. Its root element has the classes `ci` and `ci-<stem>`.
 */
export function defineWidget<State extends PageState>(
  Component: ComponentType<WidgetProps<State>>,
): WidgetModule<State> {
  return {
    render({ model, el }) {
      const root = document.createElement("div");
      root.className = `ci ci-${model.get("module").replaceAll("_", "-")}`;
      el.replaceChildren(root);
      render(h(Component, { model }), root);
      return () => {
        render(null, root);
        root.remove();
      };
    },
  };
}
