/** Sites on which many companies have a page; such an address says nothing about whose it is. Add to them freely. */
export const sharedSites: ReadonlySet<string> = new Set(
  `facebook.com fb.com instagram.com linkedin.com twitter.com x.com youtube.com youtu.be tiktok.com pinterest.com threads.net xing.com
  google.com goo.gl g.page bing.com linktr.ee bit.ly trustpilot.com krak.dk gulesider.no proff.dk proff.no cvr.dk
  etsy.com ebay.com amazon.com dba.dk finn.no marktplaats.nl medium.com substack.com notion.site github.com gitlab.com vimeo.com meetup.com`.split(
    /\s+/,
  ),
);
