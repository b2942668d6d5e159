/** What stands around every page. */
import { Suspense } from 'react';
import { Link, Outlet } from 'react-router';
import { Skeleton } from '../design/skeleton.js';
import { ToastRegion } from '../design/toast.js';
import { ConnectionState } from './connection-state.js';
import { Navigation } from './navigation.js';
import { SessionOwner } from './session-owner.js';
import './shell.css';
import { ThemeSwitch } from './theme-switch.js';

export function Shell() {
  return (
    <div className="shell">
      <a className="shell-skip" href="#content">
        Skip to the content
      </a>
      <header className="shell-side">
        <Link to="/" className="shell-name">
          <img src="/favicon.svg" alt="" width="16" height="16" />
          <span>Dynamic Executor</span>
        </Link>
        <Navigation />
        <SessionOwner />
        <div className="shell-foot">
          <ConnectionState />
          <ThemeSwitch />
        </div>
      </header>
      <main id="content" className="shell-content" tabIndex={-1}>
        <Suspense fallback={<PageLoading />}>
          <Outlet />
        </Suspense>
      </main>
      <ToastRegion />
    </div>
  );
}
const PageLoading = () => (
  <div className="page">
    <Skeleton label="Loading the page" />
  </div>
);
