// Written by bin/make-referrers. Source: matomo-org/searchengine-and-social-list at 3b3a82dc83cd146abe17aafe31254de1c25f7844, CC0 1.0 (public domain).
// One line each: name, addresses, and for search engines the parameters that hold the phrase, parted by tabs; `{}` stands for a country.

export const searchEngines = String.raw`
1.cz	1.cz	/s\/([^\/]+)/ q
118 700	www.118700.se foretag.118700.se webben.118700.se	q
123people	www.123people.com 123people.{}	/s\/([^\/]+)/ search_term
360search	so.360.cn	q
360search	www.so.com m.so.com	q
360search	www.sou.com	q
Abacho	www.abacho.de www.abacho.com www.abacho.co.uk www.se.abacho.com www.tr.abacho.com www.abacho.at www.abacho.fr www.abacho.es www.abacho.ch www.abacho.it	q
ABCsøk	abcsok.no verden.abcsok.no	q
Acoon	www.acoon.de	begriff
Aguea	chercherfr.aguea.com	q
Allaverksamheter	www.allaverksamheter.se	What
Alexa	alexa.com search.toolbars.alexa.com	q
Alice Adsl	rechercher.aliceadsl.fr	qs
All.by	all.by	query
Allesklar	www.allesklar.de www.allesklar.at www.allesklar.ch	words
AllTheInternet	www.alltheinternet.com	q
AllTheWeb	www.alltheweb.com	q
AlohaFind	alohafind.com	q
AltaVista	www.altavista.com search.altavista.com listings.altavista.com altavista.de altavista.fr {}.altavista.com be-nl.altavista.com be-fr.altavista.com	q
AOL	search.aol.com search.aol.it aolsearch.aol.com www.aolrecherche.aol.fr www.aolrecherches.aol.fr www.aolimages.aol.fr aim.search.aol.com www.recherche.aol.fr recherche.aol.fr find.web.aol.com recherche.aol.ca aolsearch.aol.co.uk search.aol.co.uk aolrecherche.aol.fr sucheaol.aol.de suche.aol.de o2suche.aol.de suche.aolsvc.de aolbusqueda.aol.com.mx alicesuche.aol.de alicesuchet.aol.de suchet2.aol.de search.hp.my.aol.com.au search.hp.my.aol.de search.hp.my.aol.it search-intl.netscape.com	query q
AOL	de.aolsearch.com	q
Apollo lv	apollo.lv/portal/search/	q
Apollo7	apollo7.de	query
Aport	sm.aport.ru	r
Arama	arama.com	q
Arcor	www.arcor.de	Keywords
Arianna	arianna.libero.it www.arianna.com	query
Ask	ask.com web.ask.com int.ask.com mws.ask.com images.ask.com images.{}.ask.com ask.reference.com www.askkids.com iwon.ask.com www.ask.co.uk {}.ask.com www.qbyrd.com {}.qbyrd.com www.search-results.com www1.search-results.com int.search-results.com {}.search-results.com search.ask.com {}.search.ask.com avira-int.ask.com searchqu.com search.tb.ask.com nortonsafe.search.ask.com avira.search.ask.com int.search.tb.ask.com	ask q searchfor
Avira SafeSearch	search.avira.com search.avira.net safesearch.avira.com	ask q searchfor
Atlas	searchatlas.centrum.cz	q
auone	search.auone.jp sp-search.auone.jp sp-web.search.auone.jp	q
auone Images	sp-image.search.auone.jp	q
Austronaut	www2.austronaut.at www1.austronaut.at	q
Babylon	search.babylon.com searchassist.babylon.com	q /\/web\/(.*)/
Baidu	www.baidu.com www1.baidu.com baidu.com m.baidu.com www.baidu.co.th zhidao.baidu.com tieba.baidu.com news.baidu.com	wd word kw
Biglobe	cgi.search.biglobe.ne.jp	q
Biglobe Images	images.search.biglobe.ne.jp	q
Bing	bing.com {}.bing.com global.bing.com	q Q
Bing	msnbc.msn.com dizionario.it.msn.com enciclopedia.it.msn.com cc.bingj.com	q Q
Bing Images	bing.com/images/search {}.bing.com/images/search	q Q
blekko	blekko.com	q /\/ws\/(.*)/
Blogdigger	www.blogdigger.com	q
Blogpulse	www.blogpulse.com	query
Bluewin	search.bluewin.ch	searchTerm q
Brave	search.brave.com	q
Canoe.ca	web.canoe.ca	q
Centrum	search.centrum.cz morfeo.centrum.cz	q
Charter	www.charter.net	q
Claro Search	claro-search.com	q
ChatGPT	chat.openai.com chatgpt.com
Clix	pesquisa.clix.pt	question
Cốc Cốc	coccoc.com	query
Comcast	search.comcast.net	q
Compuserve.com (Enhanced by Google)	websearch.cs.com	query
Conduit.com	search.conduit.com images.search.conduit.com	q
Crawler	www.crawler.com	q
Cuil	www.cuil.com	q
Daemon search	daemon-search.com my.daemon-search.com	q
DasOertliche	www.dasoertliche.de	kw
DasOertliche	www2.dasoertliche.de	ph kw
DasTelefonbuch	www1.dastelefonbuch.de	kw
Daum	search.daum.net	q
Delfi EE	otsing.delfi.ee	q
Delfi lv	smart.delfi.lv	q
Digg	digg.com	s
dir.com	fr.dir.com	req
DisconnectSearch	search.disconnect.me
dmoz	dmoz.org editors.dmoz.org	search
DuckDuckGo	duckduckgo.com r.duckduckgo.com duckduckgogg42xjoc72x3sjasowoarfbgcmvfimaftt6twagswzczad.onion	q
Earthlink	search.earthlink.net	q
Ecosia	ecosia.org www.ecosia.org	q
El Mundo	ariadna.elmundo.es	q
Eniro	www.eniro.se	q search_word
Entireweb	www.entireweb.com	q
eo	eo.st	x_query
EpicSearch.in	epicsearch.in www.epicsearch.in	q
Eurip	www.eurip.com	q
Euroseek	www.euroseek.com	string
Everyclick	www.everyclick.com	keyword
Exalead	www.exalead.fr www.exalead.com	q
Excite	search.excite.it search.excite.fr search.excite.de search.excite.co.uk search.excite.es search.excite.nl	q
Excite	msxml.excite.com	/\/[^\/]+\/ws\/results\/[^\/]+\/([^\/]+)/ q
Excite	www.excite.co.jp	search
Facebook	www.facebook.com	q
Fast Browser Search	www.fastbrowsersearch.com	q
Findhurtig	www.findhurtig.dk	q
Fireball	www.fireball.de fireball.com	q
Firstsfind	www.firstsfind.com	qry
Fixsuche	www.fixsuche.de	q
Flix.de	www.flix.de	keyword
Fooooo	search.fooooo.com	q
Forestle	forestle.org {}.forestle.org forestle.mobi	q
Francite	recherche.francite.com	name
Free	search.free.fr search1-2.free.fr search1-1.free.fr	q qs
FreeCause	search.freecause.com	p
Freenet	suche.freenet.de	query Keywords
Freespoke	freespoke.com	q
FriendFeed	friendfeed.com	q
Frontier	search.frontier.com	q
GAIS	gais.cs.ccu.edu.tw	q
Genieo	search.genieo.com	q
Geona	geona.net	q
Gibiru	gibiru.com www.gibiru.com	q
Gigablast	www.gigablast.com	q
Gigablast (Directory)	dir.gigablast.com	q
Gnadenmeer	www.gnadenmeer.de	keyword
Gomeo	www.gomeo.com	Keywords /\/search\/([^\/]+)/
goo	search.goo.ne.jp ocnsearch.goo.ne.jp	MT
Google	google.com google.{} encrypted.google.com www2.google.com ipv6.google.com go.google.com wwwgoogle.com wwwgoogle.{} gogole.com gogole.{} gppgle.com gppgle.{} googel.com googel.{} search.avg.com isearch.avg.com	q
Google	com.google.android.googlequicksearchbox android-app//com.google.android.googlequicksearchbox/https/www.google.com	q
Google	search.chedot.com	text
Google	www.cnn.com darkoogle.com search.darkoogle.com search.foxtab.com	query
Google	www.gooofullsearch.com search.hiyo.com search.incredimail.com search1.incredimail.com search2.incredimail.com search3.incredimail.com search4.incredimail.com search.sweetim.com www.fastweb.it	Keywords
Google	search.juno.com search.zum.com find.tdc.dk it.luna.tv searchresults.verizon.com search.walla.co.il search.alot.com	query
Google	suche.gmx.net search.gmx.com	q
Google	search.incredibar.com	q
Google	www.delta-search.com www1.delta-search.com	q
Google	search.1und1.de	q
Google	suche.1und1.de search.zonealarm.com	q
Google	start.lenovo.com wow.com {}.wow.com search.leonardo.it www.optuszoo.com.au search.dolphin-browser.jp netlavis.azione.jp search.nan.so	q
Google	cgi2.nintendo.co.jp	gsc.q
Google	search.smt.docomo.ne.jp image.search.smt.docomo.ne.jp	MT
Google	gfsoso.com	q
Google	searches.safehomepage.com	q
Google	searches.f-secure.com search.f-secure.com	query
Google	webcache.googleusercontent.com	/\/search\?q=cache:(?:[A-Za-z0-9]+):[^+]+([^&]+)/
Google	monumentbrowser.com	q
Google	search.bt.com	p
Google	startab.me	q
Google	search.abv.bg	q
Google	search.xfinity.com	searchTerm
Google	www.kadaza.com	q
Google Blogsearch	blogsearch.google.com blogsearch.google.{}	q
Google Custom Search	google.com/cse google.{}/cse cse.google.com cse.google.{} google.com/custom google.{}/custom	q query
Google Images	images.google.com images.google.{} google.com/imgres google.{}/imgres	q
Google Maps	maps.google.com maps.google.{}	q
Google News	news.google.com news.google.{}	q
Google Scholar	scholar.google.com scholar.google.{}	q
Google Shopping	google.com/products google.{}/products	q
Google syndicated search	googlesyndicatedsearch.com	q
Google Translations	translate.google.com	q
Google Video	video.google.com	q
GoYellow.de	www.goyellow.de	MDN
Gule Sider	www.gulesider.no	q
Haosou	www.haosou.com	q
HighBeam	www.highbeam.com	q
Hit-Parade	req.hit-parade.com class.hit-parade.com www.hit-parade.com	p7
Holmes	holmes.ge	q
Hooseek	www.hooseek.com	recherche
Hotbot	www.hotbot.com	query
I-play	start.iplay.com	q
Icerocket	blogs.icerocket.com	q
ICQ	www.icq.com search.icq.com	q
Ilse NL	www.ilse.nl	search_for
iMesh	search.imesh.com	q si
Inbox	www2.inbox.com	q
info.com	www.info.com	q
InfoSpace	infospace.com dogpile.com tattoodle.com metacrawler.com webfetch.com webcrawler.com search.kiwee.com searches.vi-view.com search.webssearches.com search.fbdownloader.com searches3.globososo.com	q
InfoSpace	wsdsold.infospace.com	/\/[^\/]+\/ws\/results\/[^\/]+\/([^\/]+)/
InfoSpace	search.avast.com	q
InfoSpace	isearch.babylon.com	q
InfoSpace	start.facemoods.com	s
InfoSpace	start.funmoods.com	q
InfoSpace	search.magentic.com	q
InfoSpace	search.searchcompletion.com	q
InfoSpace	www.searchmobileonline.com	q
InfoSpace	isearch.glarysoft.com	q
InfoSpace	search.chatzum.com	q
InfoSpace	home.speedbit.com	q
InfoSpace	search.b1.org	q
InfoSpace	searchya.com	q
InfoSpace	search.handycafe.com	q
InfoSpace	search.v9.com	q
InfoSpace	search.iminent.com	q
InfoSpace	utorrent.inspsearch.com govome.inspsearch.com	q
Interia	www.google.interia.pl	q
Isodelen	www.isodelen.se	Keywords
IxQuick	ixquick.com www.eu.ixquick.com ixquick.de www.ixquick.de us.ixquick.com s1.us.ixquick.com s2.us.ixquick.com s3.us.ixquick.com s4.us.ixquick.com s5.us.ixquick.com eu.ixquick.com s8-eu.ixquick.com s1-eu.ixquick.de s2-eu4.ixquick.com s5-eu4.ixquick.com	query
Jungle Key	junglekey.com junglekey.fr	query
Jungle Spider	www.jungle-spider.de	q
Junior Safe Search	www.juniorsafesearch.com	q
Jyxo	jyxo.1188.cz	q
K9 Safe Search	k9safesearch.com	q
Kagi	kagi.com	q
KARMA	karmasearch.org	q
Kataweb	www.kataweb.it	q
Kensaq	www.kensaq.com	q
Kvasir	kvasir.no www.kvasir.no	q search_word
La Toile Du Québec (Google)	www.toile.com web.toile.com	q
Laban	laban.vn	q
Latne	www.latne.lv	q
Lilo	search.lilo.org	q
Lo.st	lo.st	x_query
Local Moxie	www.localmoxie.com	q
LookAny	www.lookany.com	/(?:search|images|videos)\/([^\/]+)/
Lookseek	search.lookseek.com	q
Looksmart	www.looksmart.com	key
Lycos	search.lycos.com lycos.{}	query
maailm.com	www.maailm.com	tekst
Mailru	go.mail.ru	q
Mamma	www.mamma.com mamma75.mamma.com	query
Meinestadt.de	www.meinestadt.de	words
Meta.ua	meta.ua	q
MetaCrawler DE	s1.metacrawler.de s2.metacrawler.de s3.metacrawler.de	qry
Metager	meta.rrzn.uni-hannover.de www.metager.de metager.de	eingabe
Metager2	metager2.de	q
Mister Wong	www.mister-wong.com www.mister-wong.de	keywords
Mojeek	www.mojeek.com	q
Monstercrawler	www.monstercrawler.com	qry
mozbot	www.mozbot.fr www.mozbot.co.uk www.mozbot.com	q
MyPrivateSearch	www.myprivatesearch.com	q
MySpace	searchservice.myspace.com	qry
MyWebSearch	www.mysearch.com ms114.mysearch.com ms146.mysearch.com kf.mysearch.myway.com ki.mysearch.myway.com search.myway.com search.mywebsearch.com	searchfor searchFor
Najdi.si	www.najdi.si	q
Nate	search.nate.com	q
Naver	search.naver.com	query
Needtofind	ko.search.need2find.com	searchfor
Neti	www.neti.ee	query
Nifty	search.nifty.com search.azby.fmworld.net	q Text
Nifty Videos	videosearch.nifty.com	kw
Nigma	nigma.ru	s
OceanHero	oceanhero.today	q
Onet.pl	szukaj.onet.pl	qt
Online.no	online.no	q
OnlySearch	www.only-search.com	q
Opplysningen 1881	www.1881.no	Query
Orange	busca.orange.es	q
Orange	lemoteur.ke.voila.fr lemoteur.orange.fr	kw
Paperball	www.paperball.de	q
PeopleCheck	extern.peoplecheck.de	q
PeoplePC	search.peoplepc.com	q
Perplexity	www.perplexity.ai	q
Picsearch	www.picsearch.com	q
Plazoo	www.plazoo.com	q
PlusNetwork	plusnetwork.com	q
Poisk.Ru	poisk.ru	text
Presearch	presearch.com	q
PrivacyWall	www.privacywall.org	q
qip.ru	search.qip.ru	query
Qualigo	www.qualigo.at www.qualigo.ch www.qualigo.de www.qualigo.nl	q
Quendu	www.quendu.com	q
Qwant	www.qwant.com lite.qwant.com	q
Rakuten	websearch.rakuten.co.jp	qt
Rambler	nova.rambler.ru	query words
Riksdelen	www.riksdelen.se	What
Road Runner	search.rr.com	q
rpmfind	rpmfind.net fr2.rpmfind.net	query
Sapo	pesquisa.sapo.pt	q
Scour.com	scour.com	/search\/[^\/]+\/(.*)/
Search.ch	www.search.ch	q
Search.com	www.search.com	q
Searchalot	searchalot.com	q
SearchCanvas	www.searchcanvas.com	q
SearchLock	searchlock.com results.searchlock.com	q
Searchy	www.searchy.co.uk	q
SeeSaa	search.seesaa.jp	/\/([^\/]+)\/index\.html/
Setooz	bg.setooz.com da.setooz.com el.setooz.com fa.setooz.com ur.setooz.com {}.setooz.com	query
Seznam	search.seznam.cz	q
Seznam Videa	videa.seznam.cz	q
Sharelook	www.sharelook.fr	keyword
Skynet	www.skynet.be	q
sm.cn	m.sm.cn so.m.sm.cn m.sp.sm.cn yz.m.sm.cn quark.sm.cn	q
sm.de	www.sm.de	q
SmartAddressbar	search.smartaddressbar.com	s
SmartShopping	search.smartshopping.com	kwd keywords
Snap.do	search.snap.do	q
So-net	www.so-net.ne.jp	query
So-net Videos	video.so-net.ne.jp	kw
Softonic	search.softonic.com	q
Sogou	www.sogou.com sogou.com	query
Sogou	m.sogou.com wap.sogou.com english.sogou.com	keyword
Soso	www.soso.com	w
Sputnik	www.sputnik.ru	q
StartPage	startpage.com classic.startpage.com www.startpage.com eu.startpage.com s6-eu5.ixquick.com s2-eu4.startpage.com s6-eu4.startpage.com s7-eu4.startpage.com s1-eu5.startpage.com s2-eu5.startpage.com s4-eu5.startpage.com s5-eu5.startpage.com s6-eu5.startpage.com s7-eu5.startpage.com s8-eu5.startpage.com s10-eu5.startpage.com s11-eu5.startpage.com s12-eu5.startpage.com s13-eu5.startpage.com s14-eu5.startpage.com startpagel6srwcjlue4zgq3zevrujfaow726kjytqbbjyrswwmjzcqd.onion	query
Startpagina (Google)	startgoogle.startpagina.nl	q query
Startsiden	www.startsiden.no startsiden.no	q
Stract	stract.com	q
Suche.info	suche.info	Keywords
Suchmaschine.com	www.suchmaschine.com	suchstr
Suchnase	www.suchnase.de	q
Surf Canyon	surfcanyon.com	q
Swiggle	swiggle.org.uk	q
Swisscows	swisscows.com	query
T-Online	suche.t-online.de brisbane.t-online.de	q
T-Online	navigationshilfe.t-online.de	q
talimba	www.talimba.com	search
TalkTalk	www.talktalk.co.uk	query
Tarmot	tarmot.com	q
Technorati	technorati.com	q
Teoma	www.teoma.com	q
Terra	buscador.terra.es buscador.terra.cl buscador.terra.com.br	query
Tiscali	search.tiscali.it search-dyn.tiscali.it	q key
Tiscali	hledani.tiscali.cz	query
Tixuma	www.tixuma.de	sc
Toolbarhome	www.toolbarhome.com vshare.toolbarhome.com	q
Toppreise.ch	www.toppreise.ch toppreise.ch fr.toppreise.ch de.toppreise.ch en.toppreise.ch	search
Torry	www.torry.io	q
TUSK Search	tusksearch.com	q
Trouvez.com	www.trouvez.com	query
TrovaRapido	www.trovarapido.com	q
Trusted Search	www.trusted-search.com	w
Trustnav	search.trustnav.com	q
Twingly	www.twingly.com	q
uol.com.br	busca.uol.com.br	q
URL.ORGanzier	www.url.org	q
Vinden	www.vinden.nl	q
Vindex	www.vindex.nl search.vindex.nl	search_for
Virgilio	ricerca.virgilio.it ricercaimmagini.virgilio.it ricercavideo.virgilio.it ricercanews.virgilio.it	qs
Virgilio	mobile.virgilio.it	qrs
Voila	search.ke.voila.fr www.lemoteur.fr	rdata
Volny	web.volny.cz	search
Vuhuv	vuhuv.com	q
Walhello	www.walhello.info www.walhello.com www.walhello.de www.walhello.nl	key
Web.de	suche.web.de m.suche.web.de	su q
Web.nl	www.web.nl	zoekwoord
weborama	www.weborama.fr	QUERY
WebSearch	www.websearch.com	qkw q
Wedoo	fr.wedoo.com en.wedoo.com es.wedoo.com	keyword
Winamp	search.winamp.com	q
Wirtualna Polska	szukaj.wp.pl	szukaj
Witch	www.witch.de	search
Woopie	www.woopie.jp	kw
www värav	search.www.ee	query
X-Recherche	www.x-recherche.com	MOTS
Yahoo!	search.yahoo.com malaysia.search.yahoo.com {}.search.yahoo.com cade.yahoo.com espanol.search.yahoo.com qc.search.yahoo.com one.cn.yahoo.com	p q
Yahoo!	r.search.yahoo.com
Yahoo!	www.cercato.it	q
Yahoo!	search.offerbox.com	q
Yahoo!	www.benefind.de	q
Yahoo!	ys.mirostart.com	q
Yahoo! Directory	search.yahoo.com/search/dir	p
Yahoo! Images	images.search.yahoo.com {}.images.yahoo.com cade.images.yahoo.com espanol.images.yahoo.com qc.images.yahoo.com	p va
Yahoo! Japan	search.yahoo.co.jp	p vp
Yahoo! Japan	jp.hao123.com	query
Yahoo! Japan	home.kingsoft.jp	keyword
Yahoo! Japan	jwsearch.jword.jp	q
Yahoo! Japan Images	image.search.yahoo.co.jp	p
Yahoo! Japan Videos	video.search.yahoo.co.jp	p
Yam	search.yam.com	k
Yandex	yandex.ru yandex.com yandex.{} www.yandex.{} clck.yandex.{} m.yandex.{} ya.ru	text
Yandex	yabs.yandex.{}	q
Yandex Images	images.yandex.ru images.yandex.com images.yandex.{}	text
Yasni	www.yasni.de www.yasni.com www.yasni.co.uk www.yasni.ch www.yasni.at	query
Yatedo	www.yatedo.com www.yatedo.fr	q
Yellowmap	yellowmap.de
Yep	yep.com	q
Yippy	search.yippy.com	query
Yongzin	www.yongzin.com	word
You	you.com	q
YouGoo	www.yougoo.fr	q
ZapMeta	www.zapmeta.com zapmeta.{} {}.zapmeta.com www.zapmetasearch.{}	q query
Zhongsou	p.zhongsou.com	w
Zoek	www3.zoek.nl	q
Zoeken	www.zoeken.nl	q
Zoohoo	zoohoo.cz	q
Zoznam	www.zoznam.sk	s
Zxuso	www.zxuso.com	wd
묻지마 검색	kwzf.net	search
`;

export const socialNetworks = String.raw`
Badoo	badoo.com
Bebo	bebo.com
bilibili	bilibili.com
BlackPlanet	blackplanet.com
Bluesky	bsky.app skyfeed.app
Buzznet	buzznet.com
Classmates.com	classmates.com
Cyworld	global.cyworld.com
Discord	discord.com discord.gg discordapp.com
Douyin	douyin.com
Douyu	douyu.com
Gaia Online	gaiaonline.com
Geni.com	geni.com
GitHub	github.com
Google+	plus.google.com url.google.com com.google.android.apps.plus
Douban	douban.com
Dribbble	dribbble.com
Facebook	facebook.com fb.me m.facebook.com l.facebook.com
Fetlife	fetlife.com
Flickr	flickr.com
Flixster	flixster.com
Fotolog	fotolog.com
Foursquare	foursquare.com
Friends Reunited	friendsreunited.com
Friendster	friendster.com
gree	gree.jp
Haboo	habbo.com
Hacker News	news.ycombinator.com
hi5	hi5.com
Huya	huya.com
Hyves	hyves.nl
identi.ca	identi.ca
Instagram	instagram.com l.instagram.com
lang-8	lang-8.com
Last.fm	last.fm lastfm.ru lastfm.de lastfm.es lastfm.fr lastfm.it lastfm.jp lastfm.pl lastfm.com.br lastfm.se lastfm.com.tr
LinkedIn	linkedin.com lnkd.in linkedin.android
LiveJournal	livejournal.ru livejournal.com
Mastodon	mastodon.social mastodon.cloud mastodon.technology mastodon.xyz mastodon.at mastodon.art mamot.fr pawoo.net mstdn.io mstdn.jp friends.nico ro-mastodon.puyo.jp quey.org botsin.space social.tchncs.de knzk.me mastodont.cat bitcoinhackers.org fosstodon.org chaos.social cybre.space vis.social typo.social front-end.social hachyderm.io mastodon.online newsie.social mstdn.social indieweb.social sfba.social mas.to mstdn.party c.im mastodonapp.uk universeodon.com social.vivaldi.net ohai.social toot.community masto.ai mastodon.scot mastodon.world mastodon.nz graphics.social org.joinmastodon.android mastodon.eus mastodon.jalgi.eus tkm.eus
MeinVZ	meinvz.net
MissEvan	missevan.com
Mixi	mixi.jp
MoiKrug.ru	moikrug.ru
Multiply	multiply.com
my.mail.ru	my.mail.ru
MyHeritage	myheritage.com
MyLife	mylife.ru
Myspace	myspace.com
myYearbook	myyearbook.com
Nasza-klasa.pl	nk.pl
Netlog	netlog.com
Niconico	nicovideo.jp
Odnoklassniki	odnoklassniki.ru
Orkut	orkut.com
Ozone	qzone.qq.com
Peepeth	peepeth.com
Pinterest	pinterest.com pinterest.ca pinterest.ch pinterest.co.uk pinterest.com.au pinterest.de pinterest.dk pinterest.es pinterest.fr pinterest.ie pinterest.info pinterest.jp pinterest.nz pinterest.pt pinterest.se at.pinterest.com ch.pinterest.com cl.pinterest.com co.pinterest.com dk.pinterest.com es.pinterest.com hu.pinterest.com id.pinterest.com ie.pinterest.com in.pinterest.com it.pinterest.com kr.pinterest.com mx.pinterest.com nl.pinterest.com nz.pinterest.com ph.pinterest.com pt.pinterest.com ru.pinterest.com se.pinterest.com
Pixelfed	pixelfed.social pixelfed.de pxlmo.com metapixl.com pix.toot.wales pixelfed.uno pixey.org
Plaxo	plaxo.com
reddit	reddit.com np.reddit.com pay.reddit.com com.reddit.frontpage
Renren	renren.com
Skyrock	skyrock.com
Snapchat	snapchat.com com.snapchat.android
Sonico.com	sonico.com
SoundCloud	soundcloud.com gate.sc
StackOverflow	stackoverflow.com
StudiVZ	studivz.net
Tagged	login.tagged.com
Taringa!	taringa.net
Telegram	web.telegram.org org.telegram.messenger
Threads	threads.net l.threads.net threads.com l.threads.com
TikTok	tiktok.com
Tuenti	tuenti.com
tumblr	tumblr.com t.umblr.com
Twitcast	twitcasting.tv
Twitter	twitter.com t.co x.com
Sourceforge	sourceforge.net
StumbleUpon	stumbleupon.com
Vkontakte	vk.com vkontakte.ru
YouTube	youtube.com youtu.be
V2EX	v2ex.com
Viadeo	viadeo.com
Vimeo	vimeo.com
vkrugudruzei.ru	vkrugudruzei.ru
WAYN	wayn.com
WeChat	wechat.com mp.weixin.qq.com open.weixin.qq.com channels.weixin.qq.com
Weibo	weibo.com t.cn
WeeWorld	weeworld.com
Windows Live Spaces	login.live.com
Workplace	workplace.com l.workplace.com lm.workplace.com
Xanga	xanga.com
XING	xing.com
`;

export const aiAssistants = String.raw`
Baidu AI	yiyan.baidu.com ai.baidu.com
Chat+	chatplus.com chat-gpt.org
ChatGPT	chatgpt.com chat.openai.com labs.openai.com
Claude	claude.ai
Copilot	copilot.microsoft.com
ChatGLM	chatglm.cn
Deepseek	chat.deepseek.com
Duck.ai	duck.ai
Gemini	gemini.google.com bard.google.com
Grok	grok.com x.com/i/grok
iAsk	iask.ai
Jasper	app.jasper.ai
Le Chat	chat.mistral.ai
Meta AI	meta.ai
NotebookLM	notebooklm.google.com
Perplexity	perplexity.ai
Qwen	chat.qwen.ai
Writesonic	app.writesonic.com
You	you.com
`;
