/** The picture of a map, fetched when it is first looked at. */

import type { ComponentType } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Notice } from "../../shared/exercise";
import type { PictureProps } from "./state";

let drawn: ComponentType<PictureProps> | null = null;

/** Show the picture once its code is here, and say so where it does not come. */
export function LazyPicture(props: PictureProps) {
  const { t, words } = props;
  const [Picture, setPicture] = useState(() => drawn);
  const [isMissing, setIsMissing] = useState(false);
  const isThere = useRef(true);
  const fetchIt = async (): Promise<void> => {
    setIsMissing(false);
    try {
      drawn = (await import("./picture")).default;
      if (isThere.current) setPicture(() => drawn);
    } catch {
      if (isThere.current) setIsMissing(true);
    }
  };
  const isEmpty = words.length === 0;
  useEffect(() => {
    if (!Picture && !isEmpty) void fetchIt();
  }, [isEmpty]);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  if (isEmpty) return <p class="ci-own-empty">{t("picture_empty")}</p>;
  if (Picture) return <Picture {...props} />;
  if (!isMissing)
    return (
      <p class="ci-own-empty" role="status">
        {t("picture_coming")}
      </p>
    );
  return (
    <Notice tone="warning">
      <p>{t("picture_missing")}</p>
      <button type="button" class="ci-button" onClick={() => void fetchIt()}>
        {t("picture_again")}
      </button>
    </Notice>
  );
}
