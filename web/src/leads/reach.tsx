import './reach.css';
import { IconFlame, IconMail, IconPhone } from '@tabler/icons-react';

/** By which number and address somebody is reached; nothing where neither is known. */
export function Reach({ phone, email }: { phone: string | null; email: string | null }) {
  return (
    <p className="reach">
      {phone !== null && (
        <a href={`tel:${phone.replaceAll(/[^+\d]/g, '')}`}>
          <IconPhone size={15} aria-hidden />
          {phone}
        </a>
      )}
      {email !== null && (
        <a href={`mailto:${email}`}>
          <IconMail size={15} aria-hidden />
          {email}
        </a>
      )}
    </p>
  );
}

/** The mark of a lead that asked for contact, before its name; `name` says it to who does not see it. */
export function HotMark({ name }: { name: string }) {
  return (
    <>
      <IconFlame className="hot-mark" size={17} aria-hidden />
      <span className="off-screen">{name}: </span>
    </>
  );
}
