/* SPDX-License-Identifier: MIT */
#include "article/html/player.h"

#include "article/html/node.h"
#include "article/html/style.h"
#include "base/url.h"

#define ARRAY_COUNT(a) (sizeof(a) / sizeof(*(a)))

static bool
has_one_of(struct str s, const struct str *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_ifind(s, words[i]) != STR_NONE)
			return true;
	return false;
}

/* By its address: players say so, as do what else stands in frames. */
static bool
is_player_address(const xmlNode *node, struct str url)
{
	static const struct str players[] = {
		STR("embed"), STR("player"), STR("video"),
		STR("youtu"), STR("/v/"), STR("audio"), STR("podcast")
	};
	static const struct str others[] = {
		STR("comment"), STR("disqus"), STR("doubleclick"),
		STR("googlesyndication"), STR("captcha"),
		STR("advert"), STR("/ads"), STR("like.php"),
		STR("share"), STR("subscribe"), STR("newsletter")
	};

	url = str_sub(url, 0, str_chr(url, '#'));
	url = str_sub(url, 0, str_chr(url, '?'));
	/* "/a-post/embed/" is a card for the post, as WordPress makes them. */
	if (has_one_of(url, others, ARRAY_COUNT(others))
	    || str_ends(url, STR("/embed/")))
		return false;
	return xmlHasProp(node, BAD_CAST "allowfullscreen")
		|| has_one_of(url, players, ARRAY_COUNT(players));
}

/* Where scripts load the frame once it is seen, src says nothing. */
static struct str
frame_source(const xmlNode *frame)
{
	static const char *const names[] = {
		"src", "data-src", "data-lazy-src", "data-original", "data"
	};

	if (style_is_speck(frame) || style_hides(node_attr(frame, "style")))
		return (struct str){ NULL, 0 };
	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		struct str src = str_trim(node_attr(frame, names[i]));

		if (src.len && url_scheme(src) <= URL_HTTPS
		    && is_player_address(frame, src))
			return src;
	}
	return (struct str){ NULL, 0 };
}

/* <object data>, <param name="movie" value> or the <embed> in it. */
static struct str
object_source(xmlNode *object)
{
	struct str src = frame_source(object);

	for (xmlNode *node = xmlFirstElementChild(object); node && !src.len;
	    node = xmlNextElementSibling(node)) {
		struct str name = node_attr(node, "name");

		if (node_is(node, "embed") || node_is(node, "iframe"))
			src = frame_source(node);
		else if (node_is(node, "param") && (str_ieq(name, STR("movie"))
		    || str_ieq(name, STR("src")))
		    && is_player_address(node, node_attr(node, "value")))
			src = str_trim(node_attr(node, "value"));
	}
	return src;
}

static struct str
file_source(xmlNode *media)
{
	struct str src = node_attr(media, "src");

	for (xmlNode *node = xmlFirstElementChild(media); node && !src.len;
	    node = xmlNextElementSibling(node))
		if (node_is(node, "source"))
			src = node_attr(node, "src");
	return src.len ? src : node_attr(media, "data-src");
}

struct str
player_source(xmlNode *node)
{
	switch (node->name[0]) {
	case 'a':
	case 'v':
		if (player_is_native(node))
			return file_source(node);
		break;
	case 'i':
	case 'e':
		if (node_is(node, "iframe") || node_is(node, "embed"))
			return frame_source(node);
		break;
	case 'o':
		if (node_is(node, "object"))
			return object_source(node);
		break;
	default:
		break;
	}
	return (struct str){ NULL, 0 };
}
