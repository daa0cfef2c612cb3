/* SPDX-License-Identifier: MIT */
/* The months in the languages of the world, as far as newspapers go. */
#include "base/date_scan.h"

/* In bytes. */
#define NAME_BYTES_MAX 33

/*
 * By month; what a running text has, in lower case (of other scripts as they
 * are written), in NFC.
 */
static const char *const month_names[12] = {
	"january jan januar jänner janvier janv enero ene janeiro "
	    "gennaio gen januari января январь січня stycznia ledna "
	    "januára ianuarie január ocak tammikuuta gener януари "
	    "студзеня siječnja يناير جانفي ژانویه Ιανουαρίου ינואר "
	    "בינואר जनवरी জানুয়ারি มกราคม",
	"february feb februar febr février fevrier févr febrero "
	    "fevereiro fev febbraio februari февраля лютого lutego "
	    "února februára februarie február şubat Şubat helmikuuta "
	    "febrer февруари лютага veljače فبراير فيفري فوریه "
	    "Φεβρουαρίου פברואר בפברואר फरवरी फ़रवरी ফেব্রুয়ারি กุมภาพันธ์",
	"march mar märz mrz mars marzo março marco maart mrt марта "
	    "березня marca března martie március mart maret marts "
	    "maaliskuuta març март сакавіка ožujka مارس Μαρτίου מרץ "
	    "במרץ मार्च মার্চ มีนาคม",
	"april apr avril avr abril abr aprile апреля квітня "
	    "kwietnia dubna apríla aprilie április nisan huhtikuuta "
	    "април красавіка travnja أبريل ابريل أفريل آوریل Απριλίου "
	    "אפריל באפריל अप्रैल এপ্রিল เมษายน",
	"may mai mayo maio maggio mag mei мая травня maja května "
	    "mája május mayıs maj toukokuuta maig май траўня svibnja "
	    "مايو ماي مه Μαΐου Μαίου מאי במאי मई মে พฤษภาคม",
	"june jun juni juin junio junho giugno giu июня червня "
	    "czerwca června júna iunie június haziran kesäkuuta juny "
	    "юни чэрвеня lipnja يونيو جوان ژوئن Ιουνίου יוני ביוני जून "
	    "জুন มิถุนายน",
	"july jul juli juillet juil julio julho luglio lug июля "
	    "липня lipca července júla iulie július temmuz julai "
	    "heinäkuuta juliol юли ліпеня srpnja يوليو جويلية ژوئیه "
	    "جولای Ιουλίου יולי ביולי जुलाई জুলাই กรกฎาคม",
	"august aug août aout agosto ago augustus августа серпня "
	    "sierpnia srpna augusta augusztus ağustos Ağustos agustus "
	    "ogos avgust elokuuta agost август жніўня kolovoza أغسطس "
	    "اغسطس أوت اوت آگوست Αυγούστου אוגוסט באוגוסט अगस्त আগস্ট "
	    "สิงหาคม",
	"september sep sept septembre septiembre setiembre "
	    "setembro set settembre сентября вересня września září "
	    "septembra septembrie szeptember eylül septembar syyskuuta "
	    "setembre септември верасня rujna سبتمبر سپتامبر "
	    "Σεπτεμβρίου ספטמבר בספטמבר सितंबर सितम्बर সেপ্টেম্বর กันยายน",
	"october oct oktober okt octobre octubre outubro out "
	    "ottobre ott октября жовтня października října októbra "
	    "octombrie október ekim oktobar lokakuuta октомври "
	    "кастрычніка أكتوبر اكتوبر اکتبر Οκτωβρίου אוקטובר "
	    "באוקטובר अक्टूबर अक्तूबर অক্টোবর ตุลาคม",
	"november nov novembre noviembre novembro ноября листопада "
	    "listopada listopadu novembra noiembrie kasım novembar "
	    "marraskuuta ноември лістапада studenoga نوفمبر نوامبر "
	    "Νοεμβρίου נובמבר בנובמבר नवंबर नवम्बर নভেম্বর พฤศจิกายน",
	"december dec dezember dez décembre decembre déc diciembre "
	    "dic dezembro dicembre декабря грудня grudnia prosince "
	    "decembra decembrie aralık Aralık desember disember "
	    "decembar joulukuuta desembre декември снежня prosinca "
	    "ديسمبر دسامبر Δεκεμβρίου דצמבר בדצמבר दिसंबर दिसम्बर "
	    "ডিসেম্বর ธันวาคม"
};

/* The end of the word at s.p[at]: ASCII letters and all beyond ASCII. */
static size_t
word_end(struct str s, size_t at)
{
	while (at < s.len && (ascii_alpha((unsigned char)s.p[at])
	    || (unsigned char)s.p[at] >= 0x80))
		at++;
	return at;
}

int
date_scan_month(struct str s, size_t *at)
{
	size_t end = word_end(str_sub(s, 0, *at + NAME_BYTES_MAX + 2), *at);
	struct str word = str_sub(s, *at, end);

	if (word.len < 3)
		return 0;
	for (int i = 0; i < 12; i++) {
		struct str rest = str_of(month_names[i]), name;

		while (str_next(&rest, ' ', &name))
			if (str_ieq(name, word)) {
				*at = end + (end < s.len && s.p[end] == '.');
				return i + 1;
			}
	}
	return 0;
}
