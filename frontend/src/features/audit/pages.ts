import { useCallback, useEffect, useRef, useState } from "react";
import type { api, callgate } from "../../../wailsjs/go/models";
import { type CallError, modules, refusalOf } from "../../api/ask";

interface AuditPages {
  rows: callgate.AuditRecord[];
  total: number | undefined;
  whats: string[];
  loading: boolean;
  error: CallError | undefined;
  onRange: (first: number, last: number) => void;
}

/** The audit grows at its head, so it is read by cursor: the next page is asked
 * for when the end of what is there comes into sight. */
export function useAuditPages(query: api.AuditQuery): AuditPages {
  const [pages, setPages] = useState<api.AuditPage[]>([]);
  const [error, setError] = useState<CallError>();
  const [loading, setLoading] = useState(true);
  const turn = useRef(0);
  const key = JSON.stringify(query);

  const fetchPage = useCallback(
    async (before: number) => {
      const mine = turn.current;
      setLoading(true);
      try {
        const page = await modules.audit.List({ ...(JSON.parse(key) as api.AuditQuery), before });
        if (mine !== turn.current) return;
        setPages((known) => (before === 0 ? [page] : [...known, page]));
        setError(undefined);
      } catch (thrown) {
        if (mine === turn.current) setError(refusalOf(thrown));
      } finally {
        if (mine === turn.current) setLoading(false);
      }
    },
    [key],
  );

  useEffect(() => {
    turn.current++;
    const wait = setTimeout(() => void fetchPage(0), 120);
    return () => clearTimeout(wait);
  }, [fetchPage]);

  const rows = pages.flatMap((p) => p.rows ?? []);
  const last = pages.at(-1);
  const onRange = useCallback(
    (_: number, end: number) => {
      if (!loading && last && last.next > 0 && end >= rows.length - 20) void fetchPage(last.next);
    },
    [fetchPage, last, loading, rows.length],
  );
  return { rows, total: pages[0]?.total, whats: pages[0]?.whats ?? [], loading, error, onRange };
}
