/* SPDX-License-Identifier: MIT */
#include "article/language/lang.h"

#include <string.h>

/* ISO 639-1. Checkers of XHTML know the registry and refuse anything else. */
static const char two_letters[] =
	"aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce "
	"ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo "
	"fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik "
	"io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb "
	"lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl "
	"nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc "
	"sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl "
	"tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/* Of ISO 639-3, what news and e-books are written in. */
static const char three_letters[] =
	"ast bho ceb ckb cop cmn dsb fil gsw hak haw hmn hsb kmr lij lmo "
	"lzh mai mni nan nap nds new pap pnb sah sat scn sco syr szl tet tpi "
	"vec war wuu yue";

static const char regions[] =
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH "
	"BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM "
	"CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI "
	"FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY "
	"HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI "
	"KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF "
	"MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG "
	"NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA "
	"RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV "
	"SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY "
	"UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW 001 150 419";

/* Scripts worth telling: those of languages that are written in several. */
static const char scripts[] = "Arab Cyrl Deva Guru Hans Hant Latn Mong Tfng";

/* "sr-Latn" says something, "en-Latn" does not. */
static const char many_scripts[] =
	"az bs ha kk ks ku ky mn ms pa sd sr tg tk tt ug uz yue zh";

/* What people write, and what they mean. */
static const struct {
	const char *wrong, *right;
} corrections[] = {
	{ "cmn", "zh" }, { "cn", "zh" }, { "cz", "cs" }, { "dk", "da" },
	{ "in", "id" }, { "iw", "he" }, { "ji", "yi" }, { "jp", "ja" },
	{ "jw", "jv" }, { "mo", "ro" }, { "sh", "sr" }, { "ua", "uk" },
	{ "vn", "vi" },
};

static const char right_to_left[] = "ar ckb dv fa he ps sd ug ur yi";

static bool
is_listed(struct str word, const char *list)
{
	struct str rest = str_of(list), item;

	while (str_next(&rest, ' ', &item))
		if (str_ieq(item, word))
			return true;
	return false;
}

/* Without "-", the next subtag; empty at the end. */
static struct str
next_subtag(struct str *rest)
{
	size_t len = 0;
	struct str subtag;

	while (len < rest->len && rest->p[len] != '-' && rest->p[len] != '_')
		len++;
	subtag = str_sub(*rest, 0, len);
	*rest = str_sub(*rest, len + 1, rest->len);
	return subtag;
}

static struct str
correct(struct str language)
{
	for (size_t i = 0; i < sizeof(corrections) / sizeof(*corrections); i++)
		if (str_ieq(language, str_of(corrections[i].wrong)))
			return str_of(corrections[i].right);
	return language;
}

/* The subtags that are known, at most one of each kind. */
struct tag {
	struct str language, script, region;
};

static bool
parse_tag(struct str s, struct tag *tag)
{
	const struct str none = { NULL, 0 };
	struct str first, subtag;

	*tag = (struct tag){ none, none, none };
	/* "en_US.UTF-8@euro" is a locale. */
	s = str_trim(s);
	s = str_sub(s, 0, str_chr(s, '.'));
	s = str_sub(s, 0, str_chr(s, '@'));
	first = next_subtag(&s);
	tag->language = correct(first);
	if (!is_listed(tag->language, two_letters)
	    && !is_listed(tag->language, three_letters))
		return false;
	/* Extensions and private use begin with a single letter. */
	while ((subtag = next_subtag(&s)).len > 1) {
		if (!tag->script.len && is_listed(subtag, scripts))
			tag->script = subtag;
		else if (!tag->region.len && is_listed(subtag, regions))
			tag->region = subtag;
	}
	if (str_ieq(first, STR("cn")))
		tag->region = STR("CN");
	if (!is_listed(tag->language, many_scripts))
		tag->script = none;
	return true;
}

/* Chinese is told apart by its script; where it is written adds nothing. */
static const char *
chinese_tag(const struct tag *tag)
{
	if (str_ieq(tag->script, STR("Hant")))
		return "zh-Hant";
	if (str_ieq(tag->script, STR("Hans")))
		return "zh-Hans";
	if (is_listed(tag->region, "TW HK MO"))
		return "zh-Hant";
	return is_listed(tag->region, "CN SG MY") ? "zh-Hans" : "zh";
}

static void
put_lower(struct str s, struct buf *out)
{
	for (size_t i = 0; i < s.len; i++)
		buf_addc(out, (char)ascii_lower((unsigned char)s.p[i]));
}

bool
lang_normalise(struct str declared, struct buf *out)
{
	struct tag tag;

	buf_clear(out);
	if (!parse_tag(declared, &tag))
		return false;
	if (str_ieq(tag.language, STR("zh"))) {
		buf_adds(out, chinese_tag(&tag));
		return true;
	}
	put_lower(tag.language, out);
	if (tag.script.len) {
		buf_addc(out, '-');
		put_lower(tag.script, out);
		out->data[out->len - 4] += 'A' - 'a';
	}
	if (tag.region.len) {
		buf_addc(out, '-');
		for (size_t i = 0; i < tag.region.len; i++) {
			char c = tag.region.p[i];

			buf_addc(out, c >= 'a' ? (char)(c - 'a' + 'A') : c);
		}
	}
	return true;
}

const char *
lang_dir(struct str lang)
{
	struct str rest = lang;
	struct str language = next_subtag(&rest), script = next_subtag(&rest);

	if (script.len == 4)
		return is_listed(script, "Arab Hebr Thaa Syrc Nkoo")
			? "rtl" : "ltr";
	return is_listed(language, right_to_left) ? "rtl" : "ltr";
}

bool
lang_is_latin(struct str lang)
{
	static const char others[] = "ar fa ur ug ps ckb sd he yi dv zh ja ko "
		"ru uk bg be sr mk kk ky mn tg tt el th lo my km hi ne mr sa "
		"bn as pa gu or ta te kn ml si bo dz ka am ti hy";
	struct str rest = lang;
	struct str language = next_subtag(&rest), script = next_subtag(&rest);

	if (script.len == 4)
		return is_listed(script, "Latn");
	return !is_listed(language, others);
}
