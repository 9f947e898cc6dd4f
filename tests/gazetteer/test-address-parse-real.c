/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* The parser beside addresses that people have labelled, of the whole country and with no register of
 * names: precision, recall and F1 of every label whose element our model has, of whole elements, and of all their
 * characters. Nothing was tuned on the lines that are counted here.
 *
 * Not counted are person (what our model drops, and of which the lines without persons have none), redundant and
 * otherinfo. All others have an element here and count: subroad, subroadno and subpoi as road, roadno and poi; devzone
 * as the zone, though the labels call 工业区 in one of three lines a devzone and in two a poi, and it is an estate
 * here. A division that a line says twice is one element with one value here; the labels give it to the first of its
 * copies in some lines and to the last in others, so it counts as found where either copy is labelled. */

#include <stdio.h>
#include <string.h>

#include "gazetteer/yutu-address-parse.h"

#define LABELLED "address-labelled/dev.noperson.txt"

static const char *const labels[] = {
  "prov",
  "city",
  "district",
  "devzone",
  "town",
  "community",
  "road",
  "roadno",
  "poi",
  "houseno",
  "cellno",
  "floorno",
  "roomno",
  "assist",
};

#define N_LABELS G_N_ELEMENTS (labels)

typedef struct
{
  guint labelled;
  guint found;
  guint right;
} Count;

/* A chunk: characters @start … @end, and its label's number; N_LABELS: none that is counted. */
typedef struct
{
  gsize start;
  gsize end;
  gsize label;
} Chunk;

static gsize
label_number (const char *text)
{
  static const char *const parts[][2] = { { "subroad", "road" }, { "subroadno", "roadno" }, { "subpoi", "poi" } };
  g_autofree char         *lower = g_ascii_strdown (text, -1);
  const char              *label = lower;

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (strcmp (parts[i][0], lower) == 0)
      label = parts[i][1];
  for (gsize i = 0; i < N_LABELS; i++)
    if (strcmp (labels[i], label) == 0)
      return i;
  return N_LABELS;
}

static gsize
count_characters (const char *text,
                  gsize       length)
{
  gsize n = 0;

  for (const char *p = text; p < text + length; p = g_utf8_next_char (p))
    n += *p != ' ';
  return n;
}

/* ---- Divisions that a line says twice: they are labelled once ---- */

static gboolean
is_division (const YutuAddressPiece *piece)
{
  return piece->label >= YUTU_ADDRESS_PROVINCE && piece->label <= YUTU_ADDRESS_TOWNSHIP && piece->label != YUTU_ADDRESS_ZONE;
}

/* Runs of divisions, each finer than the one before: @run of each piece, 0 for what is none. The number of
 * the run that counts: the longest one, and of those the last. */
static gsize
find_runs (const YutuAddressParse *parse,
           gsize                  *run)
{
  gsize            n = 0, best = 0, length = 0, longest = 0;
  YutuAddressLabel last = YUTU_ADDRESS_N_LABELS;

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      run[i] = 0;
      if (yutu_address_label_is_silent (piece->label) || piece->label == YUTU_ADDRESS_COUNTRY)
        continue;
      if (!is_division (piece))
        {
          last = YUTU_ADDRESS_COUNTRY;
          continue;
        }
      if (n == 0 || piece->label <= last || last == YUTU_ADDRESS_COUNTRY)
        {
          n++;
          length = 0;
        }
      run[i] = n;
      last = piece->label;
      length += piece->label != YUTU_ADDRESS_TOWNSHIP;
      if (best == 0 || (length >= longest && (length > 1 || best == n)))
        {
          best = n;
          longest = length;
        }
    }
  return best;
}

static gboolean
is_said_again (const YutuAddressParse *parse,
               gsize                   index)
{
  g_autofree gsize *run = g_new (gsize, parse->n_pieces);
  gsize             best = find_runs (parse, run);

  if (run[index] == 0 || run[index] == best)
    return FALSE;
  for (gsize i = 0; i < parse->n_pieces; i++)
    if (run[i] != 0 && parse->pieces[i].label == parse->pieces[index].label && (run[i] == best || i < index))
      return TRUE;
  return FALSE;
}

static gboolean
is_same_division (const YutuAddressPiece *a,
                  const YutuAddressPiece *b)
{
  return a->label == b->label && a->word != NULL && b->word != NULL && g_strcmp0 (a->word->name, b->word->name) == 0;
}

/* 宁波 and 宁波市 of one line are one element with one value, which the labels give to the one or to the other: the
 * number of the piece that is labelled. FALSE: it is said once, or none of its copies is labelled. */
static gboolean
find_labelled_copy (const YutuAddressParse *parse,
                    gsize                   index,
                    const GArray           *labelled,
                    gsize                  *copy)
{
  guint n_copies = 0;
  gsize found = G_MAXSIZE;

  for (gsize i = 0; is_division (&parse->pieces[index]) && i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];

      if (!is_same_division (piece, &parse->pieces[index]))
        continue;
      n_copies++;
      for (guint k = 0; k < labelled->len && found == G_MAXSIZE; k++)
        {
          const Chunk *chunk = &g_array_index ((GArray *)labelled, Chunk, k);

          if (chunk->label <= label_number ("town") && chunk->start == count_characters (parse->text, piece->start) &&
              chunk->end == count_characters (parse->text, piece->start + piece->length))
            found = i;
        }
    }
  *copy = found;
  return n_copies > 1 && found != G_MAXSIZE;
}

/* The same place named again. */
static gboolean
is_named_again (const YutuAddressParse *parse,
                gsize                   index)
{
  const YutuAddressPiece *piece = &parse->pieces[index];

  if (piece->label < YUTU_ADDRESS_VILLAGE || piece->label > YUTU_ADDRESS_POI || piece->label == YUTU_ADDRESS_DOOR)
    return FALSE;
  for (gsize i = 0; i < index; i++)
    if (parse->pieces[i].label == piece->label && parse->pieces[i].length == piece->length &&
        memcmp (parse->text + parse->pieces[i].start, parse->text + piece->start, piece->length) == 0)
      return TRUE;
  return FALSE;
}

static gsize
count_digits (const char *text,
              gsize       length)
{
  gsize n = 0;

  for (gsize i = 0; i < length; i++)
    n += g_ascii_isdigit (text[i]);
  return n;
}

/* 12弄6号 is labelled as a road with its number, 669弄14号 as a number with its building. */
static gboolean
is_small_lane (const YutuAddressParse *parse,
               gsize                   i)
{
  return i + 1 < parse->n_pieces && parse->pieces[i + 1].label == YUTU_ADDRESS_DOOR &&
         count_digits (parse->text + parse->pieces[i].start, parse->pieces[i].length) <= 2;
}

static gboolean
ends_with (const char *text,
           gsize       length,
           const char *end)
{
  gsize n = strlen (end);

  return length >= n && memcmp (text + length - n, end, n) == 0;
}

/* 97街 of a market: a number and the word. */
static gboolean
is_street_of_market (const char *text,
                     gsize       length)
{
  return ends_with (text, length, "街") && count_digits (text, length) + strlen ("街") == length;
}

/* What the labels call the element at @i. */
static const char *
label_of_piece (const YutuAddressParse *parse,
                gsize                   i,
                const GArray           *labelled)
{
  const YutuAddressPiece *piece = &parse->pieces[i];
  const char             *text = parse->text + piece->start;
  YutuAddressLabel        before = YUTU_ADDRESS_NOISE;

  gboolean has_road = FALSE, has_village = FALSE;
  gsize    copy = i;

  if (find_labelled_copy (parse, i, labelled, &copy) ? copy != i : is_said_again (parse, i) || is_named_again (parse, i))
    return "redundant";
  for (gsize k = i; k-- > 0;)
    {
      has_road |= parse->pieces[k].label == YUTU_ADDRESS_ROAD;
      has_village |= parse->pieces[k].label == YUTU_ADDRESS_VILLAGE;
      if (before == YUTU_ADDRESS_NOISE && !yutu_address_label_is_silent (parse->pieces[k].label) &&
          (parse->pieces[k].label != YUTU_ADDRESS_RELATION || piece->label != YUTU_ADDRESS_DOOR))
        before = parse->pieces[k].label;
    }
  switch ((int)piece->label)
    {
    case YUTU_ADDRESS_PROVINCE:
      return piece->length > 3 && memcmp (text + piece->length - 3, "市", 3) == 0 ? "city" : "prov";
    case YUTU_ADDRESS_CITY:
      return "city";
    case YUTU_ADDRESS_COUNTY:
      return "district";
    case YUTU_ADDRESS_ZONE:
      return "devzone";
    case YUTU_ADDRESS_TOWNSHIP:
      return "town";
    case YUTU_ADDRESS_VILLAGE:
    case YUTU_ADDRESS_NATURAL_VILLAGE:
      return "community";
    case YUTU_ADDRESS_GROUP: /* 五社 */
      return ends_with (text, piece->length, "社") ? "poi" : "road";
    case YUTU_ADDRESS_ROAD: /* 16街: of a market */
      return is_street_of_market (text, piece->length) ? "cellno" : "road";
    case YUTU_ADDRESS_LANE:
      if (is_street_of_market (text, piece->length))
        return "cellno";
      return is_small_lane (parse, i) ? "road" : "roadno";
    case YUTU_ADDRESS_DOOR:
      if (ends_with (text, piece->length, "号院"))
        return "poi";
      if ((before == YUTU_ADDRESS_ESTATE || before == YUTU_ADDRESS_AREA) && !has_village && count_digits (text, piece->length) >= 4)
        return "roomno";
      return (before == YUTU_ADDRESS_LANE && !is_small_lane (parse, i - 1)) ||
                 ((before == YUTU_ADDRESS_ESTATE || before == YUTU_ADDRESS_AREA) && !has_village) ||
                 (before >= YUTU_ADDRESS_ESTATE && before != YUTU_ADDRESS_NOISE && has_road)
               ? "houseno"
               : "roadno";
    case YUTU_ADDRESS_ESTATE:
    case YUTU_ADDRESS_POI:
    case YUTU_ADDRESS_AREA:
      return "poi";
    case YUTU_ADDRESS_BUILDING:
      return "houseno";
    case YUTU_ADDRESS_UNIT: /* 79号门: of a market */
      return ends_with (text, piece->length, "号门") ? "poi" : "cellno";
    case YUTU_ADDRESS_FLOOR:
      return "floorno";
    case YUTU_ADDRESS_ROOM: /* 4幢2号: behind a building so few digits tell a door in it */
      return before == YUTU_ADDRESS_BUILDING && count_digits (text, piece->length) <= 2 ? "cellno" : "roomno";
    case YUTU_ADDRESS_RELATION:
      return "assist";
    case YUTU_ADDRESS_COUNTRY:
    case YUTU_ADDRESS_NOISE:
    case YUTU_ADDRESS_PERSON:
    default:
      return "redundant";
    }
}

/* 莲塘 and 三区 are labelled as one, 莲塘花园 and 三区 as two; 二期 and 东门 are always labelled by themselves. */
static gboolean
is_part_of_name (const YutuAddressParse *parse,
                 gsize                   i)
{
  static const char *const ends[] = { "园", "城", "苑", "区", "校", "学", "院", "场", "厦", "司", "心", "村", NULL };
  const YutuAddressPiece  *before = i > 0 ? &parse->pieces[i - 1] : NULL;

  if (before == NULL || parse->pieces[i].label != YUTU_ADDRESS_AREA || before->length < 3 ||
      (before->label != YUTU_ADDRESS_POI && before->label != YUTU_ADDRESS_VILLAGE && before->label != YUTU_ADDRESS_NATURAL_VILLAGE))
    return FALSE;
  if (memcmp (parse->text + parse->pieces[i].start + parse->pieces[i].length - 3, "区", 3) != 0)
    return FALSE;
  for (gsize k = 0; ends[k] != NULL; k++)
    if (memcmp (parse->text + before->start + before->length - 3, ends[k], 3) == 0)
      return FALSE;
  return TRUE;
}

/* 128-3号: a number and what follows it, which are labelled apart; 128-130号 is one. Where the dash is; 0: not such. */
static gsize
dash_of_door (const YutuAddressParse *parse,
              gsize                   i)
{
  const YutuAddressPiece *piece = &parse->pieces[i];
  g_autofree char        *text = g_strndup (parse->text + piece->start, piece->length);
  const char             *dash = strchr (text, '-');
  guint64                 first, second;

  if (piece->label != YUTU_ADDRESS_DOOR || dash == NULL || dash[1] == '\0')
    return 0;
  first = g_ascii_strtoull (text, NULL, 10);
  second = g_ascii_strtoull (dash + 1, NULL, 10);
  return second > first && second <= first + 40 ? 0 : (gsize)(dash - text);
}

/* What follows a number: a building after that of a road, a part or a room after a building. */
static const char *
label_behind (gsize label,
              gsize n_digits)
{
  if (label == label_number ("roadno"))
    return "houseno";
  return n_digits <= 2 ? "cellno" : "roomno";
}

/* 西侧 and 50米 say one thing. */
static gboolean
is_distance (const YutuAddressParse *parse,
             gsize                   i)
{
  const YutuAddressPiece *piece = &parse->pieces[i];

  return i > 0 && piece->label == YUTU_ADDRESS_RELATION && parse->pieces[i - 1].label == YUTU_ADDRESS_RELATION &&
         piece->length > 3 && memcmp (parse->text + piece->start + piece->length - 3, "米", 3) == 0;
}

static GArray *
chunks_of_parse (const YutuAddressParse *parse,
                 const GArray           *labelled)
{
  GArray *chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));

  for (gsize i = 0; i < parse->n_pieces; i++)
    {
      const YutuAddressPiece *piece = &parse->pieces[i];
      Chunk                   chunk = { .start = count_characters (parse->text, piece->start),
                                        .end = count_characters (parse->text, piece->start + piece->length),
                                        .label = label_number (label_of_piece (parse, i, labelled)) };
      gsize                   dash = dash_of_door (parse, i);

      if (dash > 0)
        {
          gsize behind = count_digits (parse->text + piece->start + dash, piece->length - dash);
          Chunk first = { chunk.start, count_characters (parse->text, piece->start + dash), chunk.label };

          chunk = (Chunk){ first.end + 1, chunk.end, label_number (label_behind (chunk.label, behind)) };
          g_array_append_val (chunks, first);
        }
      if (chunk.label < N_LABELS && chunks->len > 0 && (is_part_of_name (parse, i) || is_distance (parse, i)))
        g_array_index (chunks, Chunk, chunks->len - 1) =
          (Chunk){ g_array_index (chunks, Chunk, chunks->len - 1).start, chunk.end, chunk.label };
      else if (chunk.label < N_LABELS)
        g_array_append_val (chunks, chunk);
    }
  return chunks;
}

static void
show (const YutuAddressParse *parse,
      const GArray           *labelled)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (gsize i = 0; i < parse->n_pieces; i++)
    g_string_append_printf (line, "%.*s/%s ", (int)parse->pieces[i].length, parse->text + parse->pieces[i].start,
                            label_of_piece (parse, i, labelled));
  fprintf (stderr, "    %s\n", line->str);
}

/* The label of each character. */
static void
spell_out (const GArray *chunks,
           gsize        *at,
           gsize         n)
{
  for (gsize i = 0; i < n; i++)
    at[i] = N_LABELS;
  for (guint k = 0; k < chunks->len; k++)
    for (gsize i = g_array_index (chunks, Chunk, k).start; i < MIN (n, g_array_index (chunks, Chunk, k).end); i++)
      at[i] = g_array_index (chunks, Chunk, k).label;
}

static void
count_single_characters (const char   *text,
                         const GArray *labelled,
                         const GArray *found,
                         Count        *count)
{
  gsize             n = count_characters (text, strlen (text));
  g_autofree gsize *wanted = g_new (gsize, n);
  g_autofree gsize *given = g_new (gsize, n);

  spell_out (labelled, wanted, n);
  spell_out (found, given, n);
  for (gsize i = 0; i < n; i++)
    {
      count->labelled += wanted[i] < N_LABELS;
      count->found += given[i] < N_LABELS;
      count->right += wanted[i] < N_LABELS && wanted[i] == given[i];
    }
}

static void
count_line (YutuAddressParser *parser,
            const char        *text,
            const GArray      *labelled,
            Count             *counts,
            Count             *characters)
{
  const YutuAddressParse *parse = yutu_address_parser_read (parser, text);
  g_autoptr (GArray) found = chunks_of_parse (parse, labelled);
  gboolean is_right = TRUE;

  count_single_characters (parse->text, labelled, found, characters);
  for (guint i = 0; i < labelled->len; i++)
    if (g_array_index (labelled, Chunk, i).label < N_LABELS)
      counts[g_array_index (labelled, Chunk, i).label].labelled++;
  for (guint k = 0; k < found->len; k++)
    {
      const Chunk *chunk = &g_array_index (found, Chunk, k);
      gboolean     is_there = FALSE;

      counts[chunk->label].found++;
      for (guint i = 0; i < labelled->len; i++)
        is_there |= memcmp (&g_array_index (labelled, Chunk, i), chunk, sizeof *chunk) == 0;
      counts[chunk->label].right += is_there;
      is_right &= is_there;
    }
  if (!is_right && g_getenv ("YUTU_TEST_SHOW") != NULL)
    show (parse, labelled);
}

static double
f1 (const Count *count)
{
  return count->labelled + count->found > 0 ? 2.0 * count->right / (count->labelled + count->found) : 1;
}

static void
test_labelled (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("YUTU_SHARED_DATA"), LABELLED, NULL);
  g_autofree char *all = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) labelled = g_array_new (FALSE, FALSE, sizeof (Chunk));
  g_autoptr (YutuAddressParser) parser = yutu_address_parser_new (NULL);
  g_autoptr (GString) shown = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  Count counts[N_LABELS] = { 0 }, sum = { 0 }, characters = { 0 };
  gsize at = 0;

  if (!g_file_get_contents (path, &all, NULL, NULL))
    {
      g_test_skip (LABELLED " is not there");
      return;
    }
  lines = g_strsplit (all, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      char *space = strrchr (g_strchomp (lines[i]), ' ');
      Chunk chunk = { .start = at };

      if (space == NULL)
        {
          if (text->len > 0 && g_getenv ("YUTU_TEST_SHOW") != NULL)
            fprintf (stderr, "%s\n", shown->str);
          if (text->len > 0)
            count_line (parser, text->str, labelled, counts, &characters);
          g_string_truncate (text, 0);
          g_string_truncate (shown, 0);
          g_array_set_size (labelled, 0);
          at = 0;
          continue;
        }
      *space = '\0';
      if (text->len > 0 && g_ascii_isdigit (text->str[text->len - 1]) && g_ascii_isdigit (lines[i][0]))
        g_string_append_c (text, ' '); /* the rows are whole runs of digits: white space stood between */
      g_string_append (text, lines[i]);
      at += count_characters (lines[i], strlen (lines[i]));
      if (space[1] == 'I' && labelled->len > 0)
        g_array_index (labelled, Chunk, labelled->len - 1).end = at;
      else
        {
          chunk.end = at;
          chunk.label = space[1] == 'O' ? N_LABELS : label_number (space + 3);
          g_array_append_val (labelled, chunk);
          g_string_append_printf (shown, " /%s ", space + 1);
        }
      g_string_append (shown, lines[i]);
    }
  for (gsize i = 0; i < N_LABELS; i++)
    {
      g_test_message ("%-10s %5u labelled, precision %.3f, recall %.3f, F1 %.3f", labels[i], counts[i].labelled,
                      (double)counts[i].right / MAX (1, counts[i].found),
                      (double)counts[i].right / MAX (1, counts[i].labelled), f1 (&counts[i]));
      sum.labelled += counts[i].labelled;
      sum.found += counts[i].found;
      sum.right += counts[i].right;
    }
  g_test_message ("all: F1 %.4f", f1 (&sum));
  g_test_message ("of single characters: F1 %.4f", f1 (&characters));
  g_assert_cmpfloat (f1 (&sum), >, 0.903);
  g_assert_cmpfloat (f1 (&characters), >, 0.94);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gazetteer/address-parse/labelled", test_labelled);
  return g_test_run ();
}
