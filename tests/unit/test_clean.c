/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "article/clean/glyph.h"
#include "base/text.h"
#include "clean_check.h"

static void
test_paragraphs(void)
{
	CHECK_BODY("loose <b>text</b>", "<p>loose <b>text</b></p>");
	CHECK_BODY("<p>a<div>b</div>c", "<p>a</p>\n<p>b</p>\n<p>c</p>");
	CHECK_BODY("<p>a<br><br>b<br>c<br></p>", "<p>a</p>\n<p>b<br/>c</p>");
	CHECK_BODY("<p>a<p><p>&nbsp;<p>\xe3\x80\x80<br><p>b",
	    "<p>a</p>\n<p>b</p>");
	CHECK_BODY("<div><div><div>a</div></div></div>", "<p>a</p>");
	CHECK_BODY("<b>a<div>b</div>c</b>",
	    "<p><b>a</b></p>\n<p><b>b</b></p>\n<p><b>c</b></p>");
	CHECK_BODY("<blockquote>a</blockquote>",
	    "<blockquote><p>a</p></blockquote>");
	CHECK_BODY("<hr><p>a</p><hr><hr><p>b<hr>",
	    "<p>a</p>\n<hr/>\n<p>b</p>");
	CHECK_BODY("", "");
}

static void
test_white_space(void)
{
	CHECK_BODY("<p>\n 周三，\n <ok href=\"https://e.example/\">\n 克里\n </ok>\n"
	    " 告诉\n <b>\n 韩正\n </b>\n ，气候\n</p>",
	    "<p>周三，[0:克里]告诉<b>韩正</b>，气候</p>");
	CHECK_BODY("<p>约翰‧\n<b>克里</b>\n（John\n<i>Kerry</i>\n）正在\nAPEC\n会",
	    "<p>约翰‧<b>克里</b>（John <i>Kerry</i>）正在 APEC 会</p>");
	CHECK_BODY("<p>中 文", "<p>中 文</p>");
	CHECK_BODY("<p>한\n글", "<p>한 글</p>");
	CHECK_BODY("<p> a <b> b </b> c", "<p>a <b>b</b> c</p>");
	CHECK_BODY("<p>\xe3\x80\x80\xe3\x80\x80段落", "<p>段落</p>");
	CHECK_BODY("<p>10&nbsp;km &nbsp; x", "<p>10\xc2\xa0km x</p>");
	CHECK_BODY("<p>a\xe2\x80\x8b" "b&shy;c\xef\xbb\xbf" "d\xee\x80\x80",
	    "<p>abcd</p>");
	CHECK_BODY("<pre>\n\n  a\n   <b>b</b>\n\n</pre>",
	    "<pre>  a\n   <b>b</b></pre>");
	CHECK_BODY("<pre><p>a</p><div>b</div></pre>", "<pre>a\nb</pre>");
}

/* Checkers want text in NFC, and none that starts with a mark. */
static void
test_marks(void)
{
	CHECK_BODY("<p>e\xcc\x81", "<p>\xc3\xa9</p>");
	CHECK_BODY("<p>e<b>\xcc\x81x</b>", "<p>\xc3\xa9<b>x</b></p>");
	CHECK_BODY("<p>\xcc\x81x", "<p>\xe2\x97\x8c\xcc\x81x</p>");
	CHECK_BODY("<p>α·\xce\x87", "<p>α··</p>");
}

/* Every character that NFC changes, alone or behind a letter. */
static void
test_all_marks(void)
{
	struct buf text = BUF_INIT, nfc = BUF_INIT;

	for (uint32_t c = 0xa1; c < 0x30000; c++) {
		size_t at = 0;

		if (!text_is_xml_char(c))
			continue;
		buf_clear(&text);
		buf_adds(&text, "ae");
		text_put(&text, c);
		buf_clear(&nfc);
		text_nfc(buf_str(&text), &nfc);
		/* "ae" comes first, so that a mark has what it may join. */
		if (!str_eq(buf_str(&text), buf_str(&nfc))
		    && !(glyph_run(buf_str(&text), &at, true) & GLYPH_MARK)
		    && at == text.len)
			CHECK_NUM(c, 0);
	}
	buf_release(&text);
	buf_release(&nfc);
}

static void
test_escapes(void)
{
	struct record rec = clean("<p>a &lt;b&gt; &amp;amp; \"c\"");

	CHECK_STR(shown(rec.body), "<p>a &lt;b&gt; &amp;amp; \"c\"</p>");
	CHECK_NUM(rec.text_chars, 15);
	CHECK_BODY("<p>\x01" "1L0\x02<i>x", "<p>1L0<i>x</i></p>");
	CHECK_BODY("<abbr title='\"a\" &lt;'>x</abbr><abbr title=''>y</abbr>",
	    "<p><abbr title=\"&quot;a&quot; &lt;\">x</abbr><abbr>y</abbr>"
	    "</p>");
}

static void
test_inline(void)
{
	CHECK_BODY("<font color=red><big><nobr>a</nobr></big></font>",
	    "<p>a</p>");
	CHECK_BODY("<strike>a</strike><tt>b</tt><acronym>c</acronym>",
	    "<p><s>a</s><code>b</code><abbr>c</abbr></p>");
	CHECK_BODY("<b><b>a</b></b><i></i><u> </u>", "<p><b>a</b></p>");
	CHECK_BODY("<bdo>a</bdo><bdo dir=RTL>b</bdo>",
	    "<p>a<bdo dir=\"rtl\">b</bdo></p>");
	CHECK_BODY("<code class='hljs language-c x'>a</code>",
	    "<p><code class=\"language-c\">a</code></p>");
	CHECK_BODY("<ruby><rb>漢</rb><rp>(</rp><rt>kan</rt><rp>)</rp>字</ruby>",
	    "<p><ruby>漢<rt>kan</rt></ruby>字</p>");
	CHECK_BODY("<ruby>漢</ruby><ruby><rt>a</rt></ruby><rt>b</rt>",
	    "<p>漢ab</p>");
	CHECK_BODY("<my-tag>a<unknown>b</unknown></my-tag>", "<p>ab</p>");
}

static void
test_dropped(void)
{
	CHECK_BODY("<p>a<script>b</script><style>c</style><iframe>d</iframe>"
	    "<button>e</button><select><option>f</select><canvas>g</canvas>",
	    "<p>a</p>");
	CHECK_BODY("<p hidden>a</p><p style='color:red; DISPLAY : none'>b</p>"
	    "<p style='visibility:hidden'>c</p><p aria-hidden=true>d",
	    "<p>d</p>");
	CHECK_BODY("<svg><title>t</title><text>a</text><g>b</g></svg>",
	    "<p>a</p>");
	CHECK_BODY("<p>x = <math><mi>y</mi><annotation>z</annotation></math>",
	    "<p>x = y</p>");
	CHECK_BODY("<label>a <input value=b></label><textarea>c</textarea>",
	    "<p>a</p>");
}

/* What the style of x conceals; and what it does not, with what it shows. */
static void
test_concealed(void)
{
	static const char *const gone[] = {
		"font-size:0", "font-size: 0px !important", "FONT-SIZE:.0em",
		"font:0/0 a", "opacity:0", "opacity: 0.0; color: red",
		"opacity:0%", "position:absolute;left:-9999px",
		"position: fixed; top: -999em", "right:-1000px;position:absolute",
		"text-indent:-9999px", "text-indent: -100em",
		"position:absolute;clip:rect(0 0 0 0)",
		"position:absolute;clip: rect(1px, 1px, 1px, 1px);height:1px",
		"position:absolute;opacity:0",
	};
	static const char *const stays[] = {
		"font-size:0.8em", "font-size:10px", "font-size:00.5rem",
		"font-size:calc(0px + 1em)", "font:0.9em/1.2 serif",
		"font:italic 0.9em serif", "opacity:0.5", "opacity:.01",
		"opacity:1", "opacity:0;transition:opacity 1s",
		"opacity:0;transform:translateY(20px)",
		"opacity:0;animation:fade 1s", "opacity:0;will-change:opacity",
		"left:-9999px", "position:relative;left:-9999px",
		"position:absolute;left:-20px", "position:absolute;left:-100%",
		"position:absolute;left:9999px", "position:absolute;top:0",
		"text-indent:-2em", "text-indent:2em", "text-indent:-30px",
		"clip:rect(0 0 0 0)", "max-height:0;overflow:hidden",
		"position:absolute;clip:rect(1.5em, 1000em, 2.6em, -999.9em)",
		"margin-left:-9999px;padding-left:9999px", "line-height:0",
		"letter-spacing:-9999px", "x-font-size:0", "font-size:", "",
	};
	struct buf html = BUF_INIT;

	for (size_t i = 0; i < sizeof(gone) / sizeof(*gone); i++) {
		buf_clear(&html);
		buf_addf(&html, "<p>a <span style='%s'>\xd1\x82\xd0\xb0"
		    "</span>b</p>", gone[i]);
		CHECK_BODY(html.data, "<p>a b</p>");
	}
	for (size_t i = 0; i < sizeof(stays) / sizeof(*stays); i++) {
		buf_clear(&html);
		buf_addf(&html, "<p>a <span style='%s'>\xe8\xb7\xaf"
		    "</span>b</p>", stays[i]);
		CHECK_BODY(html.data, "<p>a \xe8\xb7\xaf" "b</p>");
	}
	buf_release(&html);
}

/* What is seen in an element whose style would conceal it. */
static void
test_seen_all_the_same(void)
{
	static const char *const html[] = {
		"<div style='font-size:0'><span style='font-size:16px'>x"
		    "</span></div>",
		"<div style='font-size:0'><b style='font:16px serif'>x</b></div>",
		"<div style='font-size:0'><span class=item>x</span></div>",
		"<div style='font-size:0'><p>x</p></div>",
		"<div style='opacity:0'>x</div>",
		"<section style='opacity:0'><p>x</p></section>",
		"<span style='opacity:0'><p>x</p></span>",
		"<p style='opacity:0'>x</p>",
		"<div style='text-indent:-9999px'><p style='text-indent:0'>x</p>"
		    "</div>",
		"<div style='position:absolute;left:-1200px'>x<math><mi></mi>"
		    "</math></div>",
	};

	for (size_t i = 0; i < sizeof(html) / sizeof(*html); i++)
		CHECK(str_find(shown(clean(html[i]).body), STR("x"))
		    != STR_NONE);
	CHECK_BODY("<div style='position:absolute;left:-1200px'>"
	    "<img src=a.png></div>", "<figure>[P0]</figure>");
	CHECK_BODY("<div style='font-size:0'><img src=a.png></div>",
	    "<figure>[P0]</figure>");
	CHECK_BODY("<img style='opacity:0' src=a.png>",
	    "<figure>[P0]</figure>");
	CHECK_BODY("a<div style='position:absolute;left:-9999px'><p>x</p>"
	    "<ul><li class=y>z</ul></div>", "<p>a</p>");
	CHECK_BODY("a<div style='font-size:0'><b>x</b></div>", "<p>a</p>");
}

static void
test_links(void)
{
	struct record rec = clean("<a href=\" https://e.example/a b \">a</a>"
	    "<a href=javascript:x>b</a><a href=weixin://x>c</a>"
	    "<a href='../c/d.md?x#y'>d</a><a href=''>e</a><a name=f>f</a>"
	    "<a href='https://e.example/a%20b'>g</a><a href=mailto:a@b.c>h"
	    "</a><a href=x.jpg>i</a><a href='https://e.example/'> </a>");

	CHECK_STR(shown(rec.body), "<p>[0:a]bc[1:d]ef[0:g][2:h]i</p>");
	CHECK_NUM(rec.link_count, 3);
	CHECK_STR(rec.links[0].ref, "https://e.example/a%20b");
	CHECK_NUM(rec.links[1].kind, TARGET_PATH);
	CHECK_STR(rec.links[1].ref, "c/d.md");
	CHECK_STR(rec.links[2].ref, "mailto:a@b.c");
	CHECK_BODY("<a href=//e.example>a<a href=//f.example>b</a>c</a>",
	    "<p>[0:a][1:b]c</p>");
	CHECK_BODY("<a href=//e.example><div>a</div><p>b</a>",
	    "<p>[0:a]</p>\n<p>[0:b]</p>");
	CHECK_BODY("<a href=//e.example><img src=a.png></a> x",
	    "<p>[P0] x</p>");
	rec = clean("<a href=//e.example><img src=a.png alt=y></a> x");
	CHECK_STR(shown(rec.body), "<p>[0:[P0]] x</p>");
	CHECK(rec.images[0].in_link);
}

/* Of what tells about the reader, links hold nothing, and share one number. */
static void
test_links_tell_nothing(void)
{
	struct record rec = clean("<a href='https://e.example/a?utm_source=x&"
	    "id=1&fbclid=y'>a</a> <a href='https://l.facebook.com/l.php?"
	    "u=https%3A%2F%2Fe.example%2Fa%3Fid%3D1'>b</a> "
	    "<a href='c.md?utm_source=x'>c</a>");

	CHECK_STR(shown(rec.body), "<p>[0:a] [0:b] [1:c]</p>");
	CHECK_STR(rec.links[0].ref, "https://e.example/a?id=1");
	CHECK_STR(rec.links[1].ref, "a/c.md");
	rec = clean_as("<p id=x>a <a href='?utm_source=y#x'>b</a> "
	    "<a href='https://www.google.com/url?q=https://e.example/p%23x'>"
	    "c</a>", (struct document){
		.url = STR("https://e.example/p?utm_source=x") }, "en");
	CHECK_STR(shown(rec.body), "<p id=\"a1\">a [0:b] [0:c]</p>");
	CHECK_STR(rec.links[0].ref, "a1");
}

static void
test_trackers(void)
{
	struct record rec = clean("a<img src='https://www.facebook.com/tr?id=1'"
	    " alt=x><img src=//hm.baidu.com/hm.gif?x width=20 height=20>"
	    "<img src=https://e.example/piwik.php?idsite=1>"
	    "<img src=/matomo.php?idsite=1><img src=g.png "
	    "srcset='https://pixel.wp.com/g.gif 2x'>");

	CHECK_STR(shown(rec.body), "<p>a[P0]</p>");
	CHECK_NUM(rec.image_count, 1);
	CHECK_STR(rec.images[0].ref, "a/g.png");
	CHECK_NUM(rec.images[0].candidate_count, 0);
}

static void
test_anchors(void)
{
	struct record rec = clean("<p><a href='#n%31'>1</a> <a href=#zz>2</a>"
	    "<p>x <a name=back></a>y <i id=none>z</i><ol><li id=n1>a "
	    "<a href='#back'>b</a><li id=n1>c</ol>");

	CHECK_STR(shown(rec.body), "<p>[0:1] 2</p>\n<p>x <span id=\"a1\">y"
	    "</span> <i>z</i></p>\n<ol><li id=\"a2\">a [1:b]</li><li>c</li>"
	    "</ol>");
	CHECK_NUM(rec.links[0].kind, TARGET_ANCHOR);
	CHECK_STR(rec.links[0].ref, "a2");
	CHECK_STR(rec.links[1].ref, "a1");
	rec = clean_as("<p id=x>a <a href='https://e.example/p#x'>b</a> "
	    "<a href='https://e.example/p#y'>c</a>",
	    (struct document){ .url = STR("https://e.example/p") }, "en");
	CHECK_STR(shown(rec.body), "<p id=\"a1\">a [0:b] [1:c]</p>");
	CHECK_STR(rec.links[0].ref, "a1");
	CHECK_STR(rec.links[1].ref, "https://e.example/p#y");
}

static void
test_pictures(void)
{
	struct record rec = clean("x<img src=i/a%20b.png alt=''><img src=d.gif"
	    " data-src=e.png><img src='data:image/gif;base64,R0lGODlhAQABAIA'"
	    " data-original='/f.png'><img src='data:image/png;base64,AA=='>"
	    "<img src=t.png width=0px><img src=t.png height=1><img>"
	    "<img src=x/spacer.gif><img src=ftp://e/x.png alt=' a \n b '>"
	    "<img src=http://e.example/g.png width=600 height=80%>");

	CHECK_NUM(rec.image_count, 6);
	CHECK_STR(rec.images[0].ref, "a/i/a b.png");
	CHECK(rec.images[0].has_alt);
	CHECK_STR(rec.images[1].ref, "a/e.png");
	CHECK(!rec.images[1].has_alt);
	CHECK_STR(rec.images[2].ref, "f.png");
	CHECK_NUM(rec.images[3].kind, TARGET_DATA);
	CHECK_STR(rec.images[3].ref, "data:image/png;base64,AA==");
	CHECK_NUM(rec.images[4].kind, TARGET_NONE);
	CHECK_STR(rec.images[4].alt, "a b");
	CHECK_NUM(rec.images[5].kind, TARGET_URL);
	CHECK_NUM(rec.images[5].width_px, 600);
	CHECK_NUM(rec.images[5].height_px, 0);
	CHECK_NUM(rec.lead_image, 0);
	CHECK_BODY("<img src=a.png><noscript><img src=a.png></noscript>",
	    "<figure>[P0]</figure>");
	CHECK_BODY("<noscript><img src=a.png></noscript>",
	    "<figure>[P0]</figure>");
}

static void
test_media(void)
{
	struct record rec = clean("<video><source src=\"http://e.example/a/"
	    "film%20x.mp4?y\">no</video><audio>z</audio>");

	CHECK_STR(shown(rec.body), "<p>[0:film x.mp4]</p>");
	CHECK_STR(rec.links[0].ref, "http://e.example/a/film%20x.mp4?y");
}

/* A player is a link to it; what else stands in frames is not there. */
static void
test_players(void)
{
	struct record rec = clean("a <iframe title=' Ice\nbreaks ' "
	    "src=//tube.example/embed/1></iframe> b");

	CHECK_STR(shown(rec.body), "<p>a</p>\n<p>[0:Ice breaks]</p>\n"
	    "<p>b</p>");
	CHECK_STR(rec.links[0].ref, "https://tube.example/embed/1");
	CHECK_BODY("<iframe src=about:blank allowfullscreen "
	    "data-src=https://www.tv.example/9></iframe>",
	    "<p>[0:tv.example]</p>");
	CHECK_BODY("<object><param name=movie value=http://a.example/v/x>"
	    "<embed src=http://a.example/v/y>no Flash</object>"
	    "<embed src=http://a.example/player.swf>",
	    "<p>[0:a.example]</p>\n<p>[1:a.example]</p>");
	CHECK_BODY("a<iframe src=https://a.example/embed width=0 height=1>"
	    "</iframe><iframe src=https://a.example/embed style='width: 1px;"
	    "height:0 !important'></iframe><iframe style=display:none "
	    "src=https://a.example/embed></iframe>"
	    "<iframe src=https://ads.example/x></iframe>"
	    "<iframe src=https://a.example/embed/comments></iframe>"
	    "<iframe src=https://a.example/post/embed/#x></iframe>"
	    "<iframe src=javascript:embed() allowfullscreen></iframe>"
	    "<iframe src=embed/1.html></iframe>b", "<p>ab</p>");
}

/* Mirrors write <span href> for links that are not to be followed. */
static void
test_span_links(void)
{
	struct record rec = clean("a <span href=http://e.example/b>b</span>"
	    "<span>c</span> <span href=http://e.example/dove.jpg>"
	    "<img src=http://e.example/dove--ss.jpg></span>");

	CHECK_STR(shown(rec.body), "<p>a [0:b]c [P0]</p>");
	CHECK_STR(rec.links[0].ref, "http://e.example/b");
	CHECK_NUM(rec.images[0].candidate_count, 2);
}

static void
test_languages(void)
{
	CHECK_BODY("<p lang=zh-CN>a<p lang=en>b<p xml:lang=en-US>c"
	    "<p lang='chinese simplified'>d<p lang=xx>e",
	    "<p>a</p>\n<p lang=\"en\" xml:lang=\"en\">b</p>\n"
	    "<p lang=\"en-US\" xml:lang=\"en-US\">c</p>\n<p>d</p>\n<p>e</p>");
	CHECK_BODY("<div lang=ar dir=RTL><p>a</p>b</div>c",
	    "<p lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">a</p>\n"
	    "<p lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">b</p>\n<p>c</p>");
	CHECK_BODY("<p><span lang=en>a</span>b<i lang=fr>c</i>",
	    "<p><span lang=\"en\" xml:lang=\"en\">a</span>b"
	    "<i lang=\"fr\" xml:lang=\"fr\">c</i></p>");
	CHECK_BODY("<span lang=en>a<p lang=zh-Hans>b</p><p lang=fr>c</p>",
	    "<p><span lang=\"en\" xml:lang=\"en\">a</span></p>\n<p>b</p>\n"
	    "<p lang=\"fr\" xml:lang=\"fr\">c</p>");
	CHECK_BODY("<p>a<img src=a.png lang=en>b",
	    "<p>a[P0]b</p>");
	CHECK_BODY("<p dir=rtl>a<bdo dir=rtl>b</bdo><i dir=rtl>c</i>",
	    "<p dir=\"rtl\">a<bdo dir=\"rtl\">b</bdo><i>c</i></p>");
	/* Passages in another script than what is around them. */
	CHECK_BODY("<div lang=en><p>The word Москва is Moscow.</p><p>Документы"
	    " об этом (PDF) лежат на сервере.</p></div>",
	    "<p lang=\"en\" xml:lang=\"en\">The word Москва is Moscow.</p>\n"
	    "<p lang=\"ru\" xml:lang=\"ru\">Документы об этом (PDF) лежат на "
	    "сервере.</p>");
	CHECK_BODY("<div lang=ru><p>Система UEFI.</p><p>The easiest way to do "
	    "this is to read the manual of the machine, which has it.</p>"
	    "</div>", "<p lang=\"ru\" xml:lang=\"ru\">Система UEFI.</p>\n"
	    "<p lang=\"en\" xml:lang=\"en\">The easiest way to do this is to "
	    "read the manual of the machine, which has it.</p>");
	CHECK_BODY("<div lang=en><p>تقول المخطوطة إن البحر لا ينام.</p></div>",
	    "<p lang=\"ar\" xml:lang=\"ar\" dir=\"rtl\">تقول المخطوطة إن "
	    "البحر لا ينام.</p>");
	/* What declares another language is wrong about it: it says nothing. */
	CHECK_BODY("<p lang=fr>渡船今天早上停航，岸上的人都在等消息。</p>",
	    "<p>渡船今天早上停航，岸上的人都在等消息。</p>");
	CHECK_BODY("<ul lang=en><li lang=en>a</ul>",
	    "<ul lang=\"en\" xml:lang=\"en\"><li>a</li></ul>");
}

static void
test_lead(void)
{
	static const char page[] = "<img id=l src=\"http://e.example/l.jpg\">"
	    "<div class=caption>说明</div><div><p>a</p>"
	    "<img src=\"http://e.example/l.jpg\"></div>";
	struct html_losses losses = { false, false, false };
	struct err err = ERR_INIT;
	xmlNode *body;
	struct extraction ex = { .roots = &body, .root_count = 1 };
	struct document from = { .path = STR("b.md") };
	struct record rec = { .lang = STR("zh-Hans"), .dir = STR("ltr") };
	xmlDoc *doc;

	doc = html_parse(str_of(page), 0, &losses, &err);
	ex.lead = xmlFirstElementChild(helper_content(doc));
	ex.lead_caption = xmlNextElementSibling(ex.lead);
	body = xmlNextElementSibling(ex.lead_caption);
	CHECK_NUM(clean_body(&ex, &from, pool, &rec, &err), 0);
	CHECK_STR(shown(rec.body), "<figure class=\"lead\">[P0]<figcaption>"
	    "说明</figcaption></figure>\n<p>a</p>");
	CHECK_NUM(rec.lead_image, 1);
	html_free(doc);
}

/* Nesting, repetition: no more time or room than the input is worth. */
static void
test_hostile(void)
{
	static const char *const pieces[] = {
		"<div>", "<b>", "<ul><li>", "<table><tr><td>", "<blockquote>",
		"<a href=//e.example><p>x", "<ruby>a<rt>", "<dl><dd>",
		"<figure><figcaption>", "<span lang=en><span lang=fr>",
		"<td colspan=60000 rowspan=60000>x", "<h2><pre>", "<q>",
		"<tr><td>x", "<sup id=a><a href=#a>"
	};
	struct buf html = BUF_INIT;

	for (size_t i = 0; i < sizeof(pieces) / sizeof(*pieces); i++) {
		struct record rec;

		buf_clear(&html);
		buf_adds(&html, "<table><tr>");
		for (int n = 0; n < 20000; n++)
			buf_adds(&html, pieces[i]);
		buf_adds(&html, "end");
		rec = clean(html.data);
		CHECK(str_find(rec.body, STR("end")) != STR_NONE);
		CHECK(rec.body.len < 40 * html.len);
	}
	buf_release(&html);
}

int
main(void)
{
	html_init();
	pool = pool_new();
	RUN(test_paragraphs);
	RUN(test_white_space);
	RUN(test_marks);
	RUN(test_all_marks);
	RUN(test_escapes);
	RUN(test_inline);
	RUN(test_dropped);
	RUN(test_concealed);
	RUN(test_seen_all_the_same);
	RUN(test_links);
	RUN(test_links_tell_nothing);
	RUN(test_trackers);
	RUN(test_anchors);
	RUN(test_pictures);
	RUN(test_media);
	RUN(test_players);
	RUN(test_span_links);
	RUN(test_languages);
	RUN(test_lead);
	RUN(test_hostile);
	pool_free(pool);
	return test_end();
}
