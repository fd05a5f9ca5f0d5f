import { useEffect, useRef, type ReactNode } from 'react';
import { api } from '../app/api.ts';
import { useFormat, useText } from '../app/language.tsx';
import { useMay, useSession } from '../app/session.tsx';
import { useNow } from '../ui/use-now.ts';
import type { HandoffDetails } from './handoff.ts';
import { handoffTexts } from './texts.ts';

/** Long enough that somebody who only passes by in the list has not read it. */
const readMs = 3000;

/**
 * A briefing on the screen, and who has read it. For somebody of sales, before the first contact, it counts as read once it has stood in view of an open tab
 * for some seconds; that is told once.
 */
export function BriefingInView({ handoff, children }: { handoff: HandoffDetails; children: ReactNode }) {
  const { id, clock, readings } = handoff;
  const t = useText(handoffTexts);
  const format = useFormat();
  const now = useNow();
  const { member } = useSession();
  const place = useRef<HTMLDivElement>(null);
  const sells = useMay()('sales');
  const counts = sells && clock.firstContactAt === null && !readings.some((each) => each.member.id === member.id);
  useEffect(() => {
    if (!counts || !place.current) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let inView = false;
    const look = () => {
      clearTimeout(timer);
      if (inView && document.visibilityState === 'visible')
        // Whether it was noted or not, the reader goes on reading.
        timer = setTimeout(() => void api.post(`/handoffs/${id}/reading`, {}).catch(() => {}), readMs);
    };
    const observer = new IntersectionObserver(([entry]) => {
      inView = entry?.isIntersecting ?? false;
      look();
    });
    observer.observe(place.current);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('visibilitychange', look);
    };
  }, [counts, id]);
  return (
    <div ref={place} className="handoff-briefing">
      {readings.length > 0 && (
        <p className="second small">
          {t('readBy', { names: readings.map((each) => `${each.member.name} ${format.moment(each.readAt, now)}`).join(', ') })}
        </p>
      )}
      {children}
    </div>
  );
}
