/** The strip's state as Python sets it, and the device's own part of it. */

import { useEffect, useState } from "preact/hooks";
import type { Message, Model, PageState } from "../../shared/afm";
import { whenConnected } from "../../shared/connection";
import type { Timer } from "../../shared/countdown";
import { type Device, keepDevice, openedWith, recallDevice } from "../../shared/device";
import { request } from "../../shared/request";
import type { Share } from "../../shared/share_panel";

export interface Sector {
  id: string;
  name: string;
  includes: string;
}

export interface Who {
  id: string;
  name: string;
  role: string;
  sector: string;
  team: string;
  team_id: string;
  occasion: string;
}

/** A code a role, where anybody may practise and nothing is kept; empty everywhere else. */
export type Practice = Partial<Record<"participant" | "project_manager" | "facilitator", string>>;

/** Where the room is, how long it has, and what it is told. */
export interface Room {
  place?: {
    workbook: string;
    step: string;
    title: string;
    is_here: boolean;
    /** In a group across teams: whose team the way there leads back to, "" for nobody's. */
    home?: string;
  };
  timer?: Timer;
  messages?: { id: string; text: string }[];
}

/** Traits of `widgets/join_strip.py`. */
export interface JoinStripState extends PageState {
  program: {
    name?: string;
    support?: string;
    records?: string;
    made_up?: boolean;
    practice?: Practice;
    /** Whether this page is for whoever leads the room. */
    leads?: boolean;
  };
  sectors: Sector[];
  who: Partial<Who>;
  teams: { id: string; name: string }[];
  people: number;
  group: { is_page?: boolean; is_in?: boolean; home?: string; code?: string };
  share: Share;
  room: Room;
}

export type JoinModel = Model<JoinStripState>;

/** Tell every outbox of the page whose it is now. */
export function announceWho(id: string): void {
  window.dispatchEvent(new CustomEvent("ciwidgets:who", { detail: { id } }));
}

/** Return what a "joined" reply gives the device to keep. */
export function deviceOf(reply: Message): Device {
  return { token: String(reply.token ?? ""), return_code: String(reply.return_code ?? "") };
}

/**
 * The device's token: shown to the kernel once, kept when joined, forgotten when unknown.
 *
 * `isLooking` is true while nobody knows yet whether this device is let in; `refusal` is what the
 * kernel said against it, `told` what it said when it let the device in.
 */
export function useDevice(model: JoinModel, whoId: string) {
  const [device, setDevice] = useState<Device | null>(recallDevice);
  const [isAsked, setIsAsked] = useState(false);
  const [refusal, setRefusal] = useState("");
  const [told, setTold] = useState("");
  const isLooking = !whoId && device !== null && !isAsked;
  const remember = (next: Device | null): void => {
    keepDevice(next);
    setDevice(next);
    setIsAsked(true);
    setTold("");
  };
  // Whoever was in and is out has left: the token must not bring them back by itself.
  if (whoId && !isAsked) setIsAsked(true);
  useEffect(() => {
    if (!isLooking || !device) return;
    let isOver = false;
    const ask = async (): Promise<void> => {
      const question = { type: "restore", token: device.token, code: openedWith() };
      const reply = await request(model, question).catch(() => null);
      // Who is here may have come before the reply: what it says is to be read all the same.
      if (reply?.type === "restored") setTold(String(reply.text ?? ""));
      if (isOver) return;
      if (reply === null) {
        await whenConnected();
        if (!isOver) void ask();
      } else if (reply.type === "unknown") {
        remember(null);
      } else {
        if (reply.type === "refused") setRefusal(String(reply.text ?? ""));
        setIsAsked(true);
      }
    };
    void ask();
    return () => {
      isOver = true;
    };
  }, [model, isLooking]);
  const dismiss = (): void => setTold("");
  return { device, isLooking, refusal, told, dismiss, remember };
}
