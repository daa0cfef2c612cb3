/* SPDX-License-Identifier: MIT */
/*
 * Names between colons, ":tada:", of the pictures that people use most
 * (https://github.com/github/gemoji), and of icons, which are left out.
 */
#include "article/markdown/markdown_parts.h"

#include <stdlib.h>

/* The longest name that is looked up. */
#define NAME_BYTES 32

/* In order. */
static const struct emoji {
	const char *name, *text;
} emojis[] = {
	{ "+1", "👍" }, { "-1", "👎" }, { "100", "💯" }, { "airplane", "✈️" },
	{ "alarm_clock", "⏰" }, { "alien", "👽" }, { "angry", "😠" },
	{ "apple", "🍎" }, { "arrow_down", "⬇️" }, { "arrow_right", "➡️" },
	{ "arrow_up", "⬆️" }, { "art", "🎨" }, { "balloon", "🎈" },
	{ "beer", "🍺" }, { "beers", "🍻" }, { "bell", "🔔" },
	{ "blue_heart", "💙" }, { "blush", "😊" }, { "book", "📖" },
	{ "bookmark", "🔖" }, { "books", "📚" }, { "boom", "💥" },
	{ "broken_heart", "💔" }, { "bug", "🐛" }, { "bulb", "💡" },
	{ "bus", "🚌" }, { "cake", "🍰" }, { "calendar", "📆" },
	{ "camera", "📷" }, { "cat", "🐱" },
	{ "chart_with_upwards_trend", "📈" }, { "checkered_flag", "🏁" },
	{ "christmas_tree", "🎄" }, { "clap", "👏" }, { "clipboard", "📋" },
	{ "closed_book", "📕" }, { "cloud", "☁️" }, { "cn", "🇨🇳" },
	{ "coffee", "☕" }, { "computer", "💻" }, { "confused", "😕" },
	{ "construction", "🚧" }, { "cool", "🆒" }, { "cry", "😢" },
	{ "crying_cat_face", "😿" }, { "date", "📅" },
	{ "disappointed", "😞" }, { "dizzy", "💫" }, { "dog", "🐶" },
	{ "earth_africa", "🌍" }, { "earth_americas", "🌎" },
	{ "earth_asia", "🌏" }, { "email", "📧" }, { "exclamation", "❗" },
	{ "eyes", "👀" }, { "file_folder", "📁" }, { "fire", "🔥" },
	{ "flushed", "😳" }, { "frowning", "😦" }, { "gear", "⚙️" },
	{ "gem", "💎" }, { "ghost", "👻" }, { "gift", "🎁" },
	{ "globe_with_meridians", "🌐" }, { "green_heart", "💚" },
	{ "grimacing", "😬" }, { "grin", "😁" }, { "grinning", "😀" },
	{ "hammer", "🔨" }, { "hand", "✋" }, { "handshake", "🤝" },
	{ "heart", "❤️" }, { "heart_eyes", "😍" }, { "hearts", "♥️" },
	{ "heavy_check_mark", "✔️" }, { "heavy_exclamation_mark", "❗" },
	{ "hocho", "🔪" }, { "hourglass", "⌛" }, { "house", "🏠" },
	{ "hugs", "🤗" }, { "information_source", "ℹ️" },
	{ "innocent", "😇" }, { "iphone", "📱" }, { "joy", "😂" },
	{ "jp", "🇯🇵" }, { "key", "🔑" }, { "kissing_heart", "😘" },
	{ "kr", "🇰🇷" }, { "label", "🏷️" }, { "laughing", "😆" },
	{ "link", "🔗" }, { "lock", "🔒" }, { "loudspeaker", "📢" },
	{ "mag", "🔍" }, { "mailbox", "📫" }, { "man_technologist", "👨‍💻" },
	{ "mask", "😷" }, { "mega", "📣" }, { "memo", "📝" },
	{ "money_with_wings", "💸" }, { "moneybag", "💰" }, { "moon", "🌔" },
	{ "movie_camera", "🎥" }, { "muscle", "💪" },
	{ "musical_note", "🎵" }, { "neutral_face", "😐" }, { "new", "🆕" },
	{ "newspaper", "📰" }, { "no_entry", "⛔" }, { "notebook", "📓" },
	{ "notes", "🎶" }, { "octopus", "🐙" }, { "ok", "🆗" },
	{ "ok_hand", "👌" }, { "open_mouth", "😮" }, { "package", "📦" },
	{ "page_facing_up", "📄" }, { "paperclip", "📎" },
	{ "partying_face", "🥳" }, { "pencil", "📝" }, { "pencil2", "✏️" },
	{ "penguin", "🐧" }, { "pensive", "😔" }, { "phone", "☎️" },
	{ "pizza", "🍕" }, { "point_down", "👇" }, { "point_left", "👈" },
	{ "point_right", "👉" }, { "point_up", "☝️" }, { "poop", "💩" },
	{ "pray", "🙏" }, { "purple_heart", "💜" }, { "pushpin", "📌" },
	{ "question", "❓" }, { "rage", "😡" }, { "rainbow", "🌈" },
	{ "raised_hands", "🙌" }, { "relaxed", "☺️" }, { "relieved", "😌" },
	{ "robot", "🤖" }, { "rocket", "🚀" }, { "rofl", "🤣" },
	{ "rose", "🌹" }, { "round_pushpin", "📍" }, { "ru", "🇷🇺" },
	{ "runner", "🏃" }, { "satisfied", "😆" }, { "scream", "😱" },
	{ "see_no_evil", "🙈" }, { "seedling", "🌱" }, { "shield", "🛡️" },
	{ "ship", "🚢" }, { "shrug", "🤷" }, { "skull", "💀" },
	{ "sleeping", "😴" }, { "slightly_smiling_face", "🙂" },
	{ "smile", "😄" }, { "smiley", "😃" }, { "smirk", "😏" },
	{ "snail", "🐌" }, { "snake", "🐍" }, { "snowflake", "❄️" },
	{ "sob", "😭" }, { "sparkles", "✨" }, { "sparkling_heart", "💖" },
	{ "speech_balloon", "💬" }, { "star", "⭐" }, { "star2", "🌟" },
	{ "star_struck", "🤩" }, { "stopwatch", "⏱️" },
	{ "stuck_out_tongue", "😛" },
	{ "stuck_out_tongue_winking_eye", "😜" }, { "sunflower", "🌻" },
	{ "sunglasses", "😎" }, { "sunny", "☀️" }, { "sweat", "😓" },
	{ "sweat_smile", "😅" }, { "tada", "🎉" }, { "thinking", "🤔" },
	{ "thought_balloon", "💭" }, { "thumbsdown", "👎" },
	{ "thumbsup", "👍" }, { "toolbox", "🧰" }, { "tools", "🛠️" },
	{ "trophy", "🏆" }, { "turtle", "🐢" }, { "tv", "📺" },
	{ "two_hearts", "💕" }, { "unamused", "😒" }, { "unicorn", "🦄" },
	{ "unlock", "🔓" }, { "upside_down_face", "🙃" }, { "us", "🇺🇸" },
	{ "v", "✌️" }, { "warning", "⚠️" }, { "watch", "⌚" },
	{ "wave", "👋" }, { "whale", "🐳" }, { "white_check_mark", "✅" },
	{ "wink", "😉" }, { "worried", "😟" }, { "wrench", "🔧" },
	{ "writing_hand", "✍️" }, { "x", "❌" }, { "yellow_heart", "💛" },
	{ "yum", "😋" }, { "zap", "⚡" }, { "zzz", "💤" },
};

static int
compare_name(const void *key, const void *entry)
{
	return str_cmp(*(const struct str *)key,
	    str_of(((const struct emoji *)entry)->name));
}

/* Of MkDocs' themes: ":material-home:", ":octicons-heart-16:". */
static bool
is_icon(struct str name)
{
	static const struct str sets[] = {
		STR("material-"), STR("octicons-"),
		STR("fontawesome-"), STR("simple-")
	};

	for (size_t i = 0; i < sizeof(sets) / sizeof(*sets); i++)
		if (str_starts(name, sets[i]))
			return true;
	return false;
}

static bool
is_part_of_word(struct str s, size_t at)
{
	unsigned char c = at < s.len ? (unsigned char)s.p[at] : ' ';

	return ascii_alpha(c) || ascii_digit(c) || c == ':' || c == '/';
}

void
markdown_emoji(struct inliner *in)
{
	struct str s = str_sub(in->s, in->at + 1, in->at + 64), name;
	const struct emoji *emoji = NULL;
	size_t end = 0;

	while (end < s.len && (ascii_alpha((unsigned char)s.p[end])
	    || ascii_digit((unsigned char)s.p[end]) || s.p[end] == '_'
	    || s.p[end] == '-' || s.p[end] == '+'))
		end++;
	name = str_sub(s, 0, end);
	if (end && end < s.len && s.p[end] == ':'
	    && !is_part_of_word(s, end + 1)
	    && !(in->at && is_part_of_word(in->s, in->at - 1)))
		emoji = name.len > NAME_BYTES ? NULL : bsearch(&name, emojis,
		    sizeof(emojis) / sizeof(*emojis), sizeof(*emojis),
		    compare_name);
	else
		name.len = 0;
	if (!emoji && !(HAS(in->md, ADMONITIONS) && is_icon(name))) {
		in->at++;
		return;
	}
	markdown_cut(in, end + 2);
	buf_adds(in->out, emoji ? emoji->text : "");
}
