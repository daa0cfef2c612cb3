/* SPDX-License-Identifier: MIT */
/* Where pictures of every kind of page may be had. */
#include "test.h"

#include "base/limits.h"
#include "clean_helper.h"

static struct pool *pool;
static struct document at;	/* where the next page lies */

/*
 * Each picture of the page with its reference and its candidates:
 *	ref [s ref] [w300 ref] ...; ref
 * Letters of a candidate: s src, e srcset, l lazy, n noscript, f full; then
 * its size, "-" if it is spare and "/" if it is rooted.
 */
static struct str
pictures(const char *html)
{
	static struct buf out = BUF_INIT;
	struct record rec = { .kind = RECORD_ARTICLE, .lang = STR("en"),
		.dir = STR("ltr"), .url = at.url };
	struct buf wire = BUF_INIT;
	struct record copy;
	struct err err = ERR_INIT;

	buf_clear(&out);
	helper_clean(str_of(html), &at, pool, &rec);
	record_encode(&rec, &wire);
	CHECK_NUM(record_decode(buf_str(&wire), pool, &copy, &err), 0);
	buf_release(&wire);
	for (size_t i = 0; i < copy.image_count; i++) {
		const struct image *image = &copy.images[i];

		buf_addf(&out, "%s%.*s", i ? "; " : "", STR_ARG(image->ref));
		for (size_t k = 0; k < image->candidate_count; k++) {
			const struct candidate *c = &image->candidates[k];

			buf_addf(&out, " [%c", "selnf"[c->origin]);
			if (c->width_px)
				buf_addf(&out, "%u", c->width_px);
			if (c->density_x100)
				buf_addf(&out, "x%u", c->density_x100);
			buf_addf(&out, "%s%s %.*s]", c->spare ? "-" : "",
			    c->rooted ? "/" : "", STR_ARG(c->ref));
		}
	}
	return buf_str(&out);
}

/* A file of a tree whose page is nowhere else. */
static void
in_tree(const char *path)
{
	at = (struct document){ .path = str_of(path), .media = MEDIA_HTML };
}

static void
on_web(const char *url)
{
	at = (struct document){ .url = str_of(url), .media = MEDIA_HTML };
}

static void
test_plain(void)
{
	in_tree("p/a.html");
	CHECK_STR(pictures("<img src=x.png alt=''>"), "p/x.png");
	on_web("https://a.example/p/");
	CHECK_STR(pictures("<img src=x.png>"), "https://a.example/p/x.png");
	CHECK_STR(pictures("<img src='//c.example/x.png'>"),
	    "https://c.example/x.png");
	CHECK_STR(pictures("<img src=#><img src='about:blank'><img src=''>"),
	    "#; about:blank");
}

static void
test_sets(void)
{
	on_web("https://a.example/");
	CHECK_STR(pictures("<img src=a.png srcset='a.png 300w, b.png 900w'>"),
	    "https://a.example/a.png [s300 https://a.example/a.png]"
	    " [e900 https://a.example/b.png]");
	CHECK_STR(pictures("<img srcset='a.png, b.png 1.5x'>"),
	    "https://a.example/a.png [e https://a.example/a.png]"
	    " [ex150 https://a.example/b.png]");
	CHECK_STR(pictures("<picture><source type=image/avif srcset=a.avif>"
	    "<source type='image/webp' srcset='a.webp 800w'>"
	    "<source media='(max-width: 600px)' srcset=small.png>"
	    "<source media='(prefers-color-scheme: dark)' srcset=d.png>"
	    "<img src=a.png alt=x></picture>"),
	    "https://a.example/a.png [s https://a.example/a.png]"
	    " [e- https://a.example/a.avif]"
	    " [e800 https://a.example/a.webp]"
	    " [e- https://a.example/small.png]"
	    " [e- https://a.example/d.png]");
	CHECK_STR(pictures("<img src='data:image/png;base64,AA=='"
	    " srcset='data:image/gif;base64,R0lGODlhAQABAA 1w, b.png 9w'>"),
	    "https://a.example/b.png [s- data:image/png;base64,AA==]"
	    " [e9 https://a.example/b.png]");
}

static void
test_lazy(void)
{
	static const char *const names[] = {
		"data-src", "data-original", "data-lazy-src", "data-echo",
		"data-actualsrc", "data-url", "data-image", "data-lazyload",
		"real_src", "file", "data-ll-src", "data-cfsrc"
	};
	struct buf html = BUF_INIT;

	in_tree("p/a.html");
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		buf_clear(&html);
		buf_addf(&html, "<img src=blank.gif %s=x.png loading=lazy>",
		    names[i]);
		CHECK_STR(pictures(html.data), "p/x.png");
		buf_clear(&html);
		buf_addf(&html, "<img src='i/loading-big.svg' %s=x.png>",
		    names[i]);
		CHECK_STR(pictures(html.data), "p/x.png"
		    " [s- p/i/loading-big.svg] [l p/x.png]");
	}
	buf_release(&html);
	CHECK_STR(pictures("<img data-src='{\"a\":1}' data-url='/page/'"
	    " data-image=42 alt=x>"), "");
	CHECK_STR(pictures("<img src='data:image/svg+xml,%3Csvg/%3E'"
	    " data-srcset='a.png 300w, b.png 600w' data-sizes=auto>"),
	    "p/a.png [s- data:image/svg+xml,%3Csvg/%3E] [l300 p/a.png]"
	    " [l600 p/b.png]");
	CHECK_STR(pictures("<img src=a-300x200.png data-orig-file=a.png"
	    " data-large-file='a-1024x682.png?w=1024'>"),
	    "p/a-300x200.png [s p/a-300x200.png] [f p/a.png]"
	    " [f p/a-1024x682.png] [f p/a-1024x682.png?w=1024]");
	CHECK_STR(pictures("<img src='data:image/png;base64,AA=='"
	    " data-full-url=a.png>"), "p/a.png"
	    " [s- data:image/png;base64,AA==] [f p/a.png]");
	/* The one is in the tree, the other is not: both may be it. */
	CHECK_STR(pictures("<img src=i/7.png"
	    " data-src=https://a.example/x.png>"),
	    "p/i/7.png [s p/i/7.png] [l https://a.example/x.png]");
	CHECK_STR(pictures("<img src=i/placeholder.png"
	    " data-src=https://a.example/x.png>"), "https://a.example/x.png"
	    " [s- p/i/placeholder.png] [l https://a.example/x.png]");
}

static void
test_noscript(void)
{
	in_tree("a.html");
	CHECK_STR(pictures("<img src=blank.gif><noscript><img src=a.png>"
	    "</noscript>"), "a.png");
	CHECK_STR(pictures("<img src=1.png><p><img src=blank.gif><noscript>"
	    "<img src=2.png></noscript><img src=3.png>"),
	    "1.png; 2.png; 3.png");
	CHECK_STR(pictures("<img src=a.png><noscript><img src=a.png alt=x>"
	    "</noscript>"), "a.png");
	CHECK_STR(pictures("<img src=a-20x10.png><noscript><img src=a.png>"
	    "</noscript>"), "a-20x10.png [s a-20x10.png] [n a.png]");
	CHECK_STR(pictures("<img src='data:image/gif;base64,AA=='><noscript>"
	    "<img src=a.png srcset='b.png 2x'></noscript>"),
	    "a.png [s- data:image/gif;base64,AA==] [n a.png] [ex200 b.png]");
	CHECK_STR(pictures("x<noscript><img src=a.png></noscript>"
	    "<img src='data:image/gif;base64,AA==' data-src=a.png>"),
	    "a.png [n a.png] [s- data:image/gif;base64,AA==]");
	CHECK_STR(pictures("<img src=blank.gif data-src=1.png>"
	    "<img src=blank.gif data-src=2.png><noscript><img src=1.png>"
	    "<img src=2.png></noscript>"), "1.png; 2.png");
	CHECK_STR(pictures("<amp-img src=a.png><amp-img src=low.png"
	    " placeholder></amp-img><noscript><img src=b.png></noscript>"
	    "</amp-img>"), "a.png [s a.png] [n b.png]");
	CHECK_STR(pictures("x<noscript><img src='https://c.example/p?c1=2'>"
	    "</noscript>"), "");
	CHECK_STR(pictures("x<noscript><img src='https://c.example/p?c1=2'"
	    " width=1 height=1></noscript>"), "");
}

static void
test_links(void)
{
	on_web("https://a.example/");
	CHECK_STR(pictures("<a href=i/photo.jpg><img src=i/photo-9x9.jpg></a>"),
	    "https://a.example/i/photo-9x9.jpg"
	    " [s https://a.example/i/photo-9x9.jpg]"
	    " [f https://a.example/i/photo.jpg]");
	CHECK_STR(pictures("<a href=s1600/x.jpg><span>"
	    "<img src=s320/x.jpg></span></a>"),
	    "https://a.example/s320/x.jpg [s https://a.example/s320/x.jpg]"
	    " [f https://a.example/s1600/x.jpg]");
	CHECK_STR(pictures("<a href=/wiki/File:Photo.jpg>"
	    "<img src=thumb/Photo.jpg></a>"),
	    "https://a.example/thumb/Photo.jpg");
	CHECK_STR(pictures("<a href=other.jpg><img src=photo.jpg></a>"
	    "<a href=/page.html><img src=page.jpg></a>"),
	    "https://a.example/photo.jpg; https://a.example/page.jpg");
	in_tree("p/a.html");
	CHECK_STR(pictures("<a href=../i/photo.jpg><img src=photo-s.jpg></a>"),
	    "p/photo-s.jpg [s p/photo-s.jpg] [f i/photo.jpg]");
}

static void
test_rooted(void)
{
	in_tree("one/posts/a.html");
	CHECK_STR(pictures("<img src=/i/x.png>"), "i/x.png [s/ i/x.png]");
	CHECK_STR(pictures("<img src='{{ site.baseurl }}/i/x.png'>"),
	    "i/x.png [s/ i/x.png]");
	CHECK_STR(pictures("<img src=\"{{ '/i/x.png' | relative_url }}\">"),
	    "i/x.png [s/ i/x.png]");
	CHECK_STR(pictures("<img src='{{site.url}}{{site.baseurl}}/i/x.png'>"),
	    "i/x.png [s/ i/x.png]");
	CHECK_STR(pictures("<img src='{% link i/x.png %}' alt=x>"),
	    "one/posts/{% link i/x.png %}");
	at.url = STR("https://a.example/2023/x/");
	CHECK_STR(pictures("<img src=/i/x.png><img src=y.png>"),
	    "i/x.png [s/ i/x.png] [s https://a.example/i/x.png];"
	    " one/posts/y.png [s one/posts/y.png]"
	    " [s https://a.example/2023/x/y.png]");
}

static void
test_names(void)
{
	in_tree("p/a.html");
	CHECK_STR(pictures("<img src='x.png?w=3#a'>"),
	    "p/x.png [s p/x.png] [s p/x.png?w=3]");
	CHECK_STR(pictures("<img src='a%20b.png'>"),
	    "p/a b.png [s p/a b.png] [s p/a%20b.png]");
	/* A mirror with a folder for each host. */
	in_tree("m/a.example/2023/a.html");
	at.url = STR("https://a.example/2023/a.html");
	CHECK_STR(pictures("<img src='https://c.example/i/x.png?w=2'>"),
	    "https://c.example/i/x.png?w=2"
	    " [s https://c.example/i/x.png?w=2] [s m/c.example/i/x.png]");
	at.url = STR("https://b.example/2023/a.html");
	CHECK_STR(pictures("<img src='https://c.example/i/x.png'>"),
	    "https://c.example/i/x.png");
}

static void
test_many(void)
{
	struct buf html = BUF_INIT;
	struct str got;
	size_t count = 0;

	in_tree("a.html");
	buf_adds(&html, "<img src=a.png srcset='");
	for (int i = 1; i < 200; i++)
		buf_addf(&html, "%d.png %dw, ", i, i);
	buf_adds(&html, "'>");
	got = pictures(html.data);
	for (size_t i = 0; i < got.len; i++)
		count += got.p[i] == '[';
	CHECK_NUM(count, LIMIT_CANDIDATES);
	buf_release(&html);
}

int
main(void)
{
	html_init();
	pool = pool_new();
	RUN(test_plain);
	RUN(test_sets);
	RUN(test_lazy);
	RUN(test_noscript);
	RUN(test_links);
	RUN(test_rooted);
	RUN(test_names);
	RUN(test_many);
	pool_free(pool);
	return test_end();
}
