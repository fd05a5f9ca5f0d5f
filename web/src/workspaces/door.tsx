import './door.css';
import { useEffect, type ReactNode } from 'react';
import { Foot } from '../app/foot.tsx';

/** The frame of the screens before sign-in: one narrow column, the name above, language and colours below. */
export function Door({ title, sub, children }: { title: string; sub?: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Samspil`;
  }, [title]);
  return (
    <div className="door">
      <main className="door-main">
        <p className="door-brand">
          <img src="/favicon.svg" alt="" width={30} height={30} />
          Samspil
        </p>
        <div className="door-words">
          <h1>{title}</h1>
          {sub !== undefined && <p className="second">{sub}</p>}
        </div>
        {children}
      </main>
      <footer className="door-foot">
        <Foot />
      </footer>
    </div>
  );
}
