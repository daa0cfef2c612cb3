/* SPDX-License-Identifier: MIT */
#include "article/html/player.h"

#include "article/html/node.h"
#include "article/html/style.h"
#include "base/mem.h"
#include "base/url.h"
#include "tables/addresses.h"

/* By its address: players say so, as do what else stands in frames. */
static bool
is_player_address(const xmlNode *node, struct str url)
{
	url = str_sub(url, 0, str_chr(url, '#'));
	url = str_sub(url, 0, str_chr(url, '?'));
	/* "/a-post/embed/" is a card for the post, as WordPress makes them. */
	if (words_within(&WORDS_NOT_PLAYERS, url)
	    || str_ends(url, STR("/embed/")))
		return false;
	return xmlHasProp(node, BAD_CAST "allowfullscreen")
		|| words_within(&WORDS_PLAYERS, url);
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
