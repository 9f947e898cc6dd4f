/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

/* Lines of a list differ in little but their numbers. The way that a line was read is therefore kept under
 * the line with every digit replaced by '#', and taken for the next one of that form: the parser looks at how
 * many digits a number has, never which, as long as it has at most MAX_DIGITS (then it may be a post code or a
 * telephone), no dash stands behind it (a range is told by its values), and no name has a digit in it. Kept
 * are only lines that are nothing but elements, letter for letter. */

#include "gazetteer/yutu-address-entry-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "gazetteer/yutu-address-parse.h"

#define MAX_DIGITS 5
#define MAX_LINE   400 /* bytes */
#define MAX_FORMS  65536

/* Where in the cells a part of the parse goes; the others have no place in an address. */
static const struct
{
  YutuAddressPart part;
  gsize           offset;
} CELLS[] = {
  { YUTU_PART_PROVINCE, offsetof (YutuAddressCells, province) },
  { YUTU_PART_CITY, offsetof (YutuAddressCells, city) },
  { YUTU_PART_COUNTY, offsetof (YutuAddressCells, county) },
  { YUTU_PART_TOWNSHIP, offsetof (YutuAddressCells, township) },
  { YUTU_PART_VILLAGE, offsetof (YutuAddressCells, village) },
  { YUTU_PART_ROAD, offsetof (YutuAddressCells, road) },
  { YUTU_PART_LANE, offsetof (YutuAddressCells, lane) },
  { YUTU_PART_NATURAL_VILLAGE, offsetof (YutuAddressCells, natural_village) },
  { YUTU_PART_ESTATE, offsetof (YutuAddressCells, estate) },
  { YUTU_PART_DOOR, offsetof (YutuAddressCells, door) },
  { YUTU_PART_SUB, offsetof (YutuAddressCells, door_sub) },
  { YUTU_PART_PARCEL, offsetof (YutuAddressCells, parcel) },
  { YUTU_PART_BUILDING, offsetof (YutuAddressCells, building) },
  { YUTU_PART_UNIT, offsetof (YutuAddressCells, unit_no) },
  { YUTU_PART_FLOOR, offsetof (YutuAddressCells, floor) },
  { YUTU_PART_ROOM, offsetof (YutuAddressCells, room) },
};

#define N_CELLS G_N_ELEMENTS (CELLS)

/* A text, or so many bytes of the line. */
typedef struct
{
  char   *text;
  guint16 start;
  guint16 length; /* 0: the text */
} FormCell;

typedef struct
{
  FormCell cells[N_CELLS];
} Form;

struct _YutuEntryParser
{
  YutuAddressRegister *names;
  YutuAddressParser   *parser;
  GHashTable          *forms;             /* char * → Form */
  char                 texts[N_CELLS][8]; /* numbers of the line at hand */
  char                 form[MAX_LINE + 1];
};

static void
form_free (gpointer data)
{
  Form *self = data;

  for (gsize i = 0; i < N_CELLS; i++)
    g_free (self->cells[i].text);
  g_free (self);
}

YutuEntryParser *
yutu_entry_parser_new (YutuConnection *connection,
                       GError        **error)
{
  YutuAddressRegister *names = yutu_address_register_load (connection, yutu_day_today (), error);
  YutuEntryParser     *self = NULL;

  if (names == NULL)
    return NULL;
  self = g_new0 (YutuEntryParser, 1);
  self->names = names;
  self->parser = yutu_address_parser_new (names->lexicon);
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, form_free);
  return self;
}

void
yutu_entry_parser_free (YutuEntryParser *self)
{
  if (self == NULL)
    return;
  yutu_address_parser_free (self->parser);
  yutu_address_register_free (self->names);
  g_hash_table_unref (self->forms);
  g_free (self);
}

static const char **
cell_of (YutuAddressCells *cells,
         gsize             i)
{
  return (const char **)(gpointer)((char *)cells + CELLS[i].offset);
}

/* ---- Forms ---- */

/* The form of @line into @form; FALSE when it has none. */
static gboolean
make_form (YutuEntryParser *self,
           const char      *line)
{
  gsize n_digits = 0;
  gsize i = 0;

  for (; line[i] != '\0' && i < MAX_LINE; i++)
    {
      gboolean is_digit = g_ascii_isdigit (line[i]);

      n_digits = is_digit ? n_digits + 1 : 0;
      if (n_digits > MAX_DIGITS || line[i] == '-' || line[i] == '#')
        return FALSE;
      self->form[i] = is_digit ? '#' : line[i];
    }
  self->form[i] = '\0';
  return line[i] == '\0';
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

/* Where the number @value stands: at the begin of the piece that is this part. */
static gboolean
find_number (const YutuAddressParse *parse,
             YutuAddressPart         part,
             const char             *value,
             FormCell               *cell)
{
  static const struct
  {
    YutuAddressPart  part;
    YutuAddressLabel label;
  } labels[] = {
    { YUTU_PART_LANE, YUTU_ADDRESS_LANE },
    { YUTU_PART_DOOR, YUTU_ADDRESS_DOOR },
    { YUTU_PART_BUILDING, YUTU_ADDRESS_BUILDING },
    { YUTU_PART_UNIT, YUTU_ADDRESS_UNIT },
    { YUTU_PART_FLOOR, YUTU_ADDRESS_FLOOR },
    { YUTU_PART_ROOM, YUTU_ADDRESS_ROOM },
  };
  gsize length = strlen (value);

  for (gsize l = 0; l < G_N_ELEMENTS (labels); l++)
    for (gsize i = 0; labels[l].part == part && i < parse->n_pieces; i++)
      {
        const YutuAddressPiece *piece = &parse->pieces[i];

        if (piece->label != labels[l].label || piece->length <= length ||
            strncmp (parse->text + piece->start, value, length) != 0 ||
            g_ascii_isdigit (parse->text[piece->start + length]) || strspn (value, "0123456789") != length)
          continue;
        *cell = (FormCell){ NULL, (guint16)piece->start, (guint16)length };
        return TRUE;
      }
  return FALSE;
}

/* Keeps how the line was read under @form, when it was read letter for letter. */
static void
keep_form (YutuEntryParser        *self,
           const char             *line,
           const YutuAddressParse *parse)
{
  Form *form = NULL;

  if ((parse->reasons & ~(unsigned)YUTU_ADDRESS_BY_FORM) != 0 || strcmp (parse->text, line) != 0)
    return;
  for (gsize i = 0; i < parse->n_pieces; i++)
    if (parse->pieces[i].word != NULL && has_digit (parse->pieces[i].word->text))
      return;
  form = g_new0 (Form, 1);
  for (gsize i = 0; i < N_CELLS; i++)
    {
      const char *value = parse->parts[CELLS[i].part];

      if (value == NULL)
        continue;
      if (!has_digit (value))
        form->cells[i].text = g_strdup (value);
      else if (!find_number (parse, CELLS[i].part, value, &form->cells[i]))
        {
          form_free (form);
          return;
        }
    }
  if (g_hash_table_size (self->forms) >= MAX_FORMS)
    g_hash_table_remove_all (self->forms);
  g_hash_table_insert (self->forms, g_strdup (self->form), form);
}

static void
apply_form (YutuEntryParser  *self,
            const Form       *form,
            const char       *line,
            YutuAddressCells *cells)
{
  for (gsize i = 0; i < N_CELLS; i++)
    {
      const FormCell *cell = &form->cells[i];

      *cell_of (cells, i) = cell->text;
      if (cell->length == 0)
        continue;
      memcpy (self->texts[i], line + cell->start, cell->length);
      self->texts[i][cell->length] = '\0';
      *cell_of (cells, i) = self->texts[i];
    }
}

/* ---- What else a line has ---- */

typedef void (*TellFunc) (gpointer    data,
                          const char *rule,
                          gboolean    rejects,
                          const char *message);

static void
tell_rest (const YutuAddressParse *parse,
           TellFunc                tell,
           gpointer                data)
{
  static const YutuAddressPart others[] = { YUTU_PART_GROUP, YUTU_PART_CROSS_ROAD, YUTU_PART_AREA, YUTU_PART_POI,
                                            YUTU_PART_RELATION, YUTU_PART_OFFSET_M };
  static const struct
  {
    unsigned    reason;
    gboolean    rejects;
    const char *message;
  } reasons[] = {
    { YUTU_ADDRESS_EMPTY, TRUE, N_ ("it is no address; leave the row out, or write it whole") },
    { YUTU_ADDRESS_REFERENCE, TRUE, N_ ("it points to another line; write the address whole") },
    { YUTU_ADDRESS_COORDINATE, TRUE, N_ ("it is a place in degrees; give it in the columns lon and lat") },
    { YUTU_ADDRESS_TOO_LONG, TRUE, N_ ("it is longer than 200 characters; shorten it") },
    { YUTU_ADDRESS_MISSPELT, TRUE, N_ ("a name in it is misspelt; correct it") },
    { YUTU_ADDRESS_SEVERAL, TRUE, N_ ("it names more than one address; give each a row of its own") },
    { YUTU_ADDRESS_MISREAD, TRUE, N_ ("a number in it has a letter O or l for a figure; correct it") },
    { YUTU_ADDRESS_PHONE_DROPPED, FALSE, N_ ("a telephone number in it is left out") },
    { YUTU_ADDRESS_PERSON_DROPPED, FALSE, N_ ("a person's name in it is left out") },
    { YUTU_ADDRESS_POSTCODE_DROPPED, FALSE, N_ ("a post code in it is left out") },
    { YUTU_ADDRESS_OTHER_DROPPED, FALSE, N_ ("words in it that are no address are left out") },
    { YUTU_ADDRESS_OTHER_NAME, FALSE, N_ ("another name in brackets is left out; the one before it was taken") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if ((parse->reasons & reasons[i].reason) != 0)
      tell (data, "parse", reasons[i].rejects, _ (reasons[i].message));
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *message = NULL;

      if (parse->parts[others[i]] == NULL)
        continue;
      message = g_strdup_printf (_ ("“%s” is no element of an address here; take it out, or give the elements in columns"),
                                 parse->parts[others[i]]);
      tell (data, "parse", TRUE, message);
    }
}

void
yutu_entry_parser_read (YutuEntryParser  *self,
                        const char       *line,
                        YutuAddressCells *cells,
                        void (*tell) (gpointer    data,
                                      const char *rule,
                                      gboolean    rejects,
                                      const char *message),
                        gpointer data)
{
  gboolean                has_form = make_form (self, line);
  const Form             *form = has_form ? g_hash_table_lookup (self->forms, self->form) : NULL;
  const YutuAddressParse *parse = NULL;

  if (form != NULL)
    {
      apply_form (self, form, line, cells);
      return;
    }
  parse = yutu_address_parser_read (self->parser, line);
  for (gsize i = 0; i < N_CELLS; i++)
    *cell_of (cells, i) = parse->parts[CELLS[i].part];
  tell_rest (parse, tell, data);
  if (has_form)
    keep_form (self, line, parse);
}
