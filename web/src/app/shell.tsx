import './shell.css';
import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconMenu2, IconSearch, IconSelector } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react';
import { useWaitingHandoffs } from '../handoffs/waiting.ts';
import { Bell } from '../notifications/bell.tsx';
import { bellTexts } from '../notifications/bell-texts.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { useFailureWords } from '../ui/failure-words.ts';
import { api } from './api.ts';
import { Foot } from './foot.tsx';
import { useText } from './language.tsx';
import { useKeptFocus } from './kept-focus.ts';
import { menuOf, type MenuEntry } from './menu.tsx';
import { useEnterWorkspace, useNewSession, useSession, useSignOut } from './session.tsx';
import { appTexts } from './texts.ts';
import { useKeyListener, useKeys } from './use-keys.ts';

// What opens over a screen is loaded when it is first opened.
const Palette = lazy(() => import('./palette.tsx'));
const KeysDialog = lazy(() => import('./keys-dialog.tsx'));
const PhoneMenu = lazy(() => import('./phone-menu.tsx'));

/** What stands around every screen: the menu, the search, the keys, and the mark of an example company. */
export function Shell({ children }: { children: ReactNode }) {
  const t = useText(appTexts);
  const navigate = useNavigate();
  const [drawer, drawerIs] = useDisclosure(false);
  const [palette, paletteIs] = useDisclosure(false);
  const [keys, keysAre] = useDisclosure(false);

  const news = useText(bellTexts);
  const barBell = useRef<HTMLButtonElement>(null);
  const railBell = useRef<HTMLButtonElement>(null);
  // One of the two is on the screen, the bar's on a phone.
  const showNews = () => (railBell.current?.checkVisibility() ? railBell : barBell).current?.click();

  const menu = menuOf(useSession().member.role);
  useKeyListener();
  useKeptFocus();
  useHotkeys([['mod+K', paletteIs.open]], []);
  useKeys({
    '?': [t('showKeys'), keysAre.open],
    n: [news('showNews'), showNews],
    ...Object.fromEntries(
      menu.map(({ key, text, to }) => [`g ${key}`, [t('goToScreen', { screen: t(text) }), () => void navigate({ to })] as const]),
    ),
  });
  const search = () => {
    drawerIs.close();
    paletteIs.open();
  };
  const contents = <MenuContents onSearch={search} onGo={drawerIs.close} />;
  return (
    <div className="shell">
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <header className="top-bar no-print">
        <ActionIcon variant="subtle" size={40} aria-label={t('openMenu')} onClick={drawerIs.open}>
          <IconMenu2 size={22} stroke={1.75} aria-hidden />
        </ActionIcon>
        <span className="brand">Samspil</span>
        <Bell openerRef={barBell} />
        <ActionIcon variant="subtle" size={40} aria-label={t('searchLabel')} onClick={paletteIs.open}>
          <IconSearch size={20} stroke={1.75} aria-hidden />
        </ActionIcon>
      </header>
      <header className="rail no-print">
        <div className="rail-head">
          <Link to="/" className="brand">
            Samspil
          </Link>
          <Bell openerRef={railBell} />
        </div>
        {contents}
      </header>
      <div className="main">
        <ExampleBanner />
        <main id="content" className="content stack" tabIndex={-1}>
          {children}
        </main>
      </div>
      <Suspense>
        {drawer && <PhoneMenu onClose={drawerIs.close}>{contents}</PhoneMenu>}
        {palette && <Palette onClose={paletteIs.close} />}
        {keys && <KeysDialog onClose={keysAre.close} />}
      </Suspense>
    </div>
  );
}

function MenuContents({ onSearch, onGo }: { onSearch: () => void; onGo: () => void }) {
  const t = useText(appTexts);
  const waiting = useWaitingHandoffs();
  const menu = menuOf(useSession().member.role);
  const entry = (each: MenuEntry) => (
    <li key={each.to}>
      <Link
        to={each.to}
        className="menu-entry"
        onClick={onGo}
        activeProps={{ 'aria-current': 'page' }}
        activeOptions={{ exact: each.to === '/', includeSearch: false }}
      >
        <each.icon size={18} stroke={1.6} aria-hidden />
        <span>{t(each.text)}</span>
        {each.to === '/handoffs' && waiting !== undefined && waiting.count > 0 && (
          <span className="menu-count" data-overdue={waiting.overdue || undefined}>
            {waiting.count}
          </span>
        )}
      </Link>
    </li>
  );
  return (
    <>
      <UnstyledButton className="search" onClick={onSearch} title={t('searchLabel')} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={16} stroke={1.75} aria-hidden />
        <span className="search-words">{t('search')}</span> <Kbd size="xs">Ctrl K</Kbd>
      </UnstyledButton>
      <nav className="menu" aria-label={t('menu')}>
        <ul>{menu.filter(({ foot }) => !foot).map(entry)}</ul>
        <ul>{menu.filter(({ foot }) => foot).map(entry)}</ul>
      </nav>
      <Account />
      <Foot />
    </>
  );
}

function Account() {
  const t = useText(appTexts);
  const { user, workspace, workspaces } = useSession();
  const signOut = useSignOut();
  const enter = useEnterWorkspace();
  const [open, setOpen] = useState(false);
  const others = workspaces.filter(({ id }) => id !== workspace.id);
  return (
    <div className="account">
      <UnstyledButton className="account-open" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span className="account-name">{user.name}</span> <span className="off-screen">{t('account')}</span>{' '}
        <span className="account-workspace second small">{workspace.name}</span>
        <IconSelector size={16} stroke={1.75} aria-hidden />
      </UnstyledButton>
      {open && (
        <ul className="account-choices">
          {others.map(({ id, name }) => (
            <li key={id}>
              <UnstyledButton className="menu-entry" onClick={() => enter.mutate(id)}>
                {t('changeWorkspace', { name })}
              </UnstyledButton>
            </li>
          ))}
          <li>
            <UnstyledButton className="menu-entry" onClick={() => signOut.mutate()}>
              {t('signOut')}
            </UnstyledButton>
          </li>
        </ul>
      )}
    </div>
  );
}

function ExampleBanner() {
  const t = useText(appTexts);
  const navigate = useNavigate();
  const { workspace, workspaces, member } = useSession();
  const words = useFailureWords();
  const [asking, setAsking] = useState(false);
  const leave = useNewSession(async () => {
    await api.delete('/example');
    await navigate({ to: '/' });
  });
  const enter = useEnterWorkspace();
  if (!workspace.example) return null;
  const own = workspaces.find(({ example }) => !example);
  return (
    <aside className="example-banner" aria-label={t('exampleCompany')}>
      <span>{t('exampleBanner', { name: workspace.name })}</span>
      {own && (
        <UnstyledButton className="example-leave no-print" onClick={() => enter.mutate(own.id)}>
          {t('backTo', { name: own.name })}
        </UnstyledButton>
      )}
      {member.role === 'admin' && own && (
        <UnstyledButton className="example-leave no-print" onClick={() => setAsking(true)}>
          {t('removeExample')}
        </UnstyledButton>
      )}
      <ConfirmDialog
        opened={asking}
        title={t('leaveExampleTitle')}
        confirm={t('removeExample')}
        pending={leave.isPending}
        onConfirm={() => leave.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        {leave.error ? words(leave.error).title : t('leaveExampleDetail')}
      </ConfirmDialog>
    </aside>
  );
}
