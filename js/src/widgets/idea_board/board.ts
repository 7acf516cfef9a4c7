/** The board as this page has it: the kernel's state with what was done here on top. */

import type { Message } from "../../shared/afm";

export interface Idea {
  id: string;
  text: string;
  revision: number;
  is_mine: boolean;
  is_hidden: boolean;
}

export interface Group {
  id: string;
  title: string;
  revision: number;
  idea_ids: string[];
}

export interface Board {
  ideas: Idea[];
  groups: Group[];
}

/** One thing on the wall: an idea that stands alone, or a group with its ideas. */
export interface Card {
  id: string;
  text: string;
  ideas: Idea[];
  group: Group | null;
}

export function isOnWall(idea: Idea): boolean {
  return !idea.is_hidden;
}

/** Return the board with the messages applied that the kernel's state does not show yet. */
export function boardNow(ideas: Idea[], groups: Group[], pending: Message[]): Board {
  return pending.reduce(apply, { ideas, groups });
}

/** Return the wall: cards in the order the first idea of each came, so that nothing jumps. */
export function cardsOf({ ideas, groups }: Board): Card[] {
  const shown = ideas.filter(isOnWall);
  const cards = new Map<string, Card>();
  for (const idea of shown) {
    const group = standing(groups, shown, idea.id);
    const id = group?.id ?? idea.id;
    const card = cards.get(id) ?? { id, text: group?.title ?? idea.text, ideas: [], group };
    card.ideas.push(idea);
    cards.set(id, card);
  }
  return [...cards.values()];
}

/** Return the group an idea is in, if at least two of its ideas are still on the wall. */
function standing(groups: Group[], shown: Idea[], id: string): Group | null {
  const group = groups.find((one) => one.idea_ids.includes(id));
  const left = shown.filter((idea) => group?.idea_ids.includes(idea.id));
  return group && left.length > 1 ? group : null;
}

function apply(board: Board, message: Message): Board {
  const id = String(message.record_id);
  const { ideas, groups } = board;
  switch (message.type) {
    case "add": {
      if (ideas.some((idea) => idea.id === id)) return board;
      const text = String(message.text);
      const idea = { id, text, revision: 0, is_mine: true, is_hidden: false };
      return { groups, ideas: [...ideas, idea] };
    }
    case "edit": {
      const text = String(message.text);
      return { groups, ideas: ideas.map((idea) => (idea.id === id ? { ...idea, text } : idea)) };
    }
    case "withdraw":
      return { groups, ideas: ideas.filter((idea) => idea.id !== id) };
    case "merge":
      return { ideas, groups: merged(groups, message) };
    case "split":
      return { ideas, groups: groups.filter((group) => group.id !== id) };
    default:
      return board;
  }
}

/** An idea belongs to the group that was made last; what it leaves keeps the rest. */
function merged(groups: Group[], message: Message): Group[] {
  const id = String(message.record_id);
  const idea_ids = message.idea_ids as string[];
  const before = groups.find((group) => group.id === id);
  const others = groups
    .filter((group) => group.id !== id)
    .map((group) => ({
      ...group,
      idea_ids: group.idea_ids.filter((one) => !idea_ids.includes(one)),
    }));
  const group = { id, title: String(message.title), revision: before?.revision ?? 0, idea_ids };
  return [...others, group];
}
