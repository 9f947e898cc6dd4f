/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SPDX-FileCopyrightText: The Yutu authors */

#include "ui/yutu-words.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/yutu-number.h"
#include "session/yutu-error-words.h"

#define MAX_CROSSED 4 /* divisions of one road or river that are named */

#define DEGREE_DECIMALS 6                /* 0.1 m */
#define M2_PER_MU       (10000.0 / 15.0) /* 1 亩, State Council order of 1984-02-27 on legal units */

typedef struct
{
  const char *id;
  const char *text;
} Word;

static const Word FACTS[] = {
  { "code", N_ ("Code") },
  { "line", N_ ("Boundary line") },
  { "off-line", N_ ("Distance to the line") },
  { "stat-code", N_ ("Statistical code") },
  { "type", N_ ("Type") },
  { "managed-by", N_ ("Managed by") },
  { "area", N_ ("Area") },
  { "area-legal", N_ ("Area by law") },
  { "population", N_ ("Population") },
  { "townships", N_ ("Townships") },
  { "villages", N_ ("Villages") },
  { "addresses", N_ ("Addresses") },
  { "facilities", N_ ("Facilities") },
  { "seat", N_ ("Seat") },
  { "pinyin", N_ ("Pinyin") },
  { "urban-rural", N_ ("Urban or rural") },
  { "valid-from", N_ ("Since") },
  { "valid-to", N_ ("Until") },
  { "here-from", N_ ("Here since") },
  { "here-to", N_ ("Here until") },
  { "end-reason", N_ ("Closed because") },
  { "source", N_ ("Source") },
  { "uuid", N_ ("Identifier") },
  { "status", N_ ("Status") },
  { "register", N_ ("Register") },
  { "address", N_ ("Address") },
  { "coordinates", N_ ("Coordinates") },
  { "radius", N_ ("Radius") },
  { "nearest-address", N_ ("Nearest address") },
  { "nearest-village", N_ ("Nearest natural village") },
  { "crossing", N_ ("At the crossing") },
  { "number-here", N_ ("Number here, reckoned") },
  { "number-from", N_ ("Reckoned from") },
  { "length", N_ ("Length") },
  { "length-legal", N_ ("Length by law") },
  { "class", N_ ("Kind") },
  { "grade", N_ ("Grade") },
  { "meaning", N_ ("Meaning") },
  { "alias", N_ ("Other names") },
  { "approval-doc", N_ ("Approval document") },
  { "approved-on", N_ ("Approved on") },
  { "neighbour", N_ ("Neighbour") },
  { "pillars", N_ ("Boundary pillars") },
  { "agreement-no", N_ ("Agreement number") },
  { "agreement-date", N_ ("Agreement of") },
  { "last-inspection", N_ ("Last joint inspection") },
  { "next-due", N_ ("Next joint inspection due") },
  { "postcode", N_ ("Postcode") },
  { "quality", N_ ("Quality") },
  { "kind", N_ ("Kind") },
  { "pinyin-tone", N_ ("Pinyin with tones") },
  { "replaced-by", N_ ("Replaced by") },
  { "sign-of", N_ ("Sign of") },
  { "ended-by-step", N_ ("Replaced in the step") },
  { "ended-by-actor", N_ ("Step taken by") },
  { "ended-by-at", N_ ("Step taken at") },
  { "left-unit", N_ ("On the left") },
  { "right-unit", N_ ("On the right") },
  { "approval-organ", N_ ("Approved by") },
  { "approval-date", N_ ("Approved on") },
  { "manager-side", N_ ("Kept by") },
  { "description", N_ ("Course of the line") },
  { "name-description", N_ ("Description") },
  { "short-name", N_ ("Short name") },
  { "map-name", N_ ("Name on maps") },
  { "origin", N_ ("Origin") },
  { "history", N_ ("History of the name") },
  { "language", N_ ("Language") },
  { "sheet-no", N_ ("Map sheet") },
  { "secrecy", N_ ("Secrecy") },
  { "elevation", N_ ("Elevation") },
  { "extent", N_ ("Extent") },
  { "heritage", N_ ("Heritage") },
  { "registered-on", N_ ("Registered on") },
  { "registered-by", N_ ("Registered by") },
  { "spatial-id", N_ ("Spatial identifier") },
  { "remark", N_ ("Remark") },
  { "former", N_ ("Former name") },
  { "location", N_ ("Location") },
  { "nature", N_ ("Nature of the place") },
  { "reason", N_ ("Reason") },
  { "opinions", N_ ("Opinions heard") },
  { "filing-no", N_ ("Filing number") },
  { "announcement-no", N_ ("Announcement number") },
  { "planned-on", N_ ("Planned on") },
  { "pre-checked-on", N_ ("Pre-checked on") },
  { "applied-on", N_ ("Applied for on") },
  { "filed-on", N_ ("Filed on") },
  { "announced-on", N_ ("Announced on") },
  { "abolition-applied-on", N_ ("Abolition applied for on") },
  { "abolition-reason", N_ ("Reason of the abolition") },
  { "abolition-opinions", N_ ("Opinions heard on the abolition") },
  { "abolition-approval-organ", N_ ("Abolition approved by") },
  { "abolition-approval-doc", N_ ("Document of the abolition") },
  { "abolition-approved-on", N_ ("Abolition approved on") },
  { "abolition-filing-no", N_ ("Filing number of the abolition") },
  { "abolition-filed-on", N_ ("Abolition filed on") },
  { "abolition-announcement-no", N_ ("Announcement number of the abolition") },
  { "abolition-announced-on", N_ ("Abolition announced on") },
};

static const Word TYPES[] = {
  { "district", N_ ("District") },
  { "county", N_ ("County") },
  { "city", N_ ("City") },
  { "street", N_ ("Subdistrict") },
  { "subdistrict", N_ ("Subdistrict") },
  { "town", N_ ("Town") },
  { "township", N_ ("Township") },
  { "zone", N_ ("Zone") },
  { "village", N_ ("Village") },
  { "community", N_ ("Community") },
};

static const Word CLASSES[] = {
  { "natural-village", N_ ("Natural village") },
  { "road", N_ ("Road") },
  { "lane", N_ ("Lane") },
  { "river", N_ ("River") },
  { "reservoir", N_ ("Reservoir") },
  { "lake", N_ ("Lake") },
  { "hill", N_ ("Hill") },
  { "mountain", N_ ("Mountain") },
  { "bridge", N_ ("Bridge") },
  { "estate", N_ ("Residential estate") },
  { "park", N_ ("Park") },
  { "station", N_ ("Station") },
  { "building", N_ ("Building") },
  { "scenic", N_ ("Scenic place") },
};

static const Word ADDRESS_KINDS[] = {
  { "road-door", N_ ("Door on a road") },
  { "village-door", N_ ("Door in a village") },
  { "estate-building", N_ ("Building of an estate") },
  { "landmark", N_ ("Landmark") },
  { "parcel", N_ ("Parcel") },
};

/* Codes for the division of urban and rural land (城乡分类代码), State Council 国函〔2008〕60号. */
static const Word LINE_GRADES[] = {
  { "3", N_ ("County boundary") },
  { "4", N_ ("Township boundary") },
};

static const Word URBAN_RURAL[] = {
  { "111", N_ ("Main urban area") },
  { "112", N_ ("Urban fringe") },
  { "121", N_ ("Centre of a town") },
  { "122", N_ ("Fringe of a town") },
  { "123", N_ ("Special area") },
  { "210", N_ ("Centre of a township") },
  { "220", N_ ("Countryside") },
};

static const Word RELATIONS[] = {
  { "head", N_ ("Head of household") },
  { "self", N_ ("The person") },
  { "applicant", N_ ("Applicant") },
  { "spouse", N_ ("Spouse") },
  { "child", N_ ("Child") },
  { "son", N_ ("Son") },
  { "daughter", N_ ("Daughter") },
  { "parent", N_ ("Parent") },
  { "father", N_ ("Father") },
  { "mother", N_ ("Mother") },
  { "grandparent", N_ ("Grandparent") },
  { "grandchild", N_ ("Grandchild") },
  { "sibling", N_ ("Sibling") },
  { "guardian", N_ ("Guardian") },
  { "contact", N_ ("Contact") },
  { "handler", N_ ("Handler") },
  { "deceased", N_ ("Deceased") },
  { "member", N_ ("Member") },
};

static const Word STATUSES[] = {
  { "open", N_ ("in use") },
  { "planned", N_ ("planned") },
  { "building", N_ ("under construction") },
  { "open", N_ ("in operation") },
  { "in-use", N_ ("in use") },
  { "in_use", N_ ("in use") },
  { "suspended", N_ ("suspended") },
  { "closed", N_ ("closed") },
  { "historical", N_ ("historical") },
  { "pre_checked", N_ ("pre-checked") },
  { "applied", N_ ("applied for") },
  { "consulting", N_ ("opinions are heard") },
  { "approved", N_ ("approved, not in use yet") },
  { "refused", N_ ("refused") },
  { "filed", N_ ("filed, not in use yet") },
  { "announced", N_ ("announced, not in use yet") },
  { "rename_applied", N_ ("in use, another name is applied for") },
  { "abolish_applied", N_ ("in use, its abolition is applied for") },
  { "reported", N_ ("reported") },
  { "collected", N_ ("collected") },
  { "checked", N_ ("checked") },
  { "coded", N_ ("coded") },
  { "published", N_ ("published") },
  { "changed", N_ ("changed") },
  { "cancelled", N_ ("cancelled") },
};

static const char *
find_word (const Word *words,
           gsize       n,
           const char *id)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i].id, id) == 0)
      return _ (words[i].text);
  return id != NULL ? id : "";
}

const char *
yutu_words_fact (const char *key)
{
  return find_word (FACTS, G_N_ELEMENTS (FACTS), key);
}

static const char *
words_division_type (const char *type)
{
  return find_word (TYPES, G_N_ELEMENTS (TYPES), type);
}

char *
yutu_words_extent (const char *division,
                   const char *crossed)
{
  const char *where = *division != '\0' ? division : _ ("Outside of all divisions");
  g_auto (GStrv) names = g_strsplit (crossed != NULL ? crossed : "", "、", -1);
  g_autoptr (GString) few = g_string_new (NULL);
  guint n = g_strv_length (names);

  for (guint i = 0; i < MIN (n, MAX_CROSSED); i++)
    g_string_append_printf (few, "%s%s", i > 0 ? C_ ("list", ", ") : "", names[i]);
  if (n < 2)
    return g_strdup (where);
  if (n > MAX_CROSSED)
    /* Translators: the units in which a road or a river lies, some of those that it crosses, how many those are */
    return g_strdup_printf (_ ("%s, across %s and others, %u in all"), where, few->str, n);
  /* Translators: the units in which a road or a river lies, those that it crosses */
  return g_strdup_printf (_ ("%s, across %s"), where, few->str);
}

const char *
yutu_words_name_class (const char *name_class)
{
  return find_word (CLASSES, G_N_ELEMENTS (CLASSES), name_class);
}

const char *
yutu_words_relation (const char *relation)
{
  return find_word (RELATIONS, G_N_ELEMENTS (RELATIONS), relation);
}

const char *
yutu_words_line_grade (const char *grade)
{
  return find_word (LINE_GRADES, G_N_ELEMENTS (LINE_GRADES), grade);
}

const char *
yutu_words_role (const char *role)
{
  return yutu_role_get_title (role);
}

const char *
yutu_words_facility_status (const char *status)
{
  return find_word (STATUSES, G_N_ELEMENTS (STATUSES), status);
}

const char *
yutu_words_hit_kind (YutuSearchKind kind)
{
  switch (kind)
    {
    case YUTU_SEARCH_DIVISION:
      return _ ("Divisions");
    case YUTU_SEARCH_PLACE:
      return _ ("Place names");
    case YUTU_SEARCH_FACILITY:
      return _ ("Facilities");
    case YUTU_SEARCH_ADDRESS:
      return _ ("Addresses");
    case YUTU_SEARCH_CASE:
      return _ ("Cases");
    case YUTU_SEARCH_COORDINATE:
      return _ ("Coordinates");
    case YUTU_SEARCH_LINE:
      return _ ("Boundary lines");
    case YUTU_SEARCH_PILLAR:
      return _ ("Boundary pillars");
    case YUTU_SEARCH_CROSSING:
      return _ ("Crossings");
    default:
      g_return_val_if_reached ("");
    }
}

char *
yutu_words_day (YutuDay day)
{
  g_autoptr (GDateTime) time = NULL;
  int year = 0;
  int month = 0;
  int of_month = 0;

  if (day == YUTU_DAY_INVALID)
    return g_strdup ("");
  yutu_day_to_ymd (day, &year, &month, &of_month);
  time = g_date_time_new_utc (year, month, of_month, 0, 0, 0);
  /* Translators: a day, as in "21 October 2021". The minus takes the zero before a digit away. */
  return g_date_time_format (time, _ ("%-d %B %Y"));
}

char *
yutu_words_iso (const char *text)
{
  g_autofree char *head = NULL;
  g_autofree char *day_text = NULL;
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *clock = NULL;
  YutuDay          day;

  if (text == NULL)
    return g_strdup ("");
  head = g_strndup (text, 10);
  day = yutu_day_parse (head);
  if (day == YUTU_DAY_INVALID)
    return g_strdup (text);
  if (strlen (text) == 10)
    return yutu_words_day (day);
  moment = g_date_time_new_from_iso8601 (text, NULL);
  if (moment == NULL)
    return g_strdup (text);
  local = g_date_time_to_local (moment);
  day_text = yutu_words_day (yutu_day_from_ymd (g_date_time_get_year (local),
                                                g_date_time_get_month (local),
                                                g_date_time_get_day_of_month (local)));
  clock = g_date_time_format (local, "%H:%M");
  return g_strdup_printf ("%s %s", day_text, clock);
}

char *
yutu_words_count (gint64 count)
{
  return yutu_number_format_count (count);
}

char *
yutu_words_real (double value,
                 int    decimals)
{
  return yutu_number_format_short (value, decimals);
}

char *
yutu_words_change (double value,
                   int    decimals)
{
  g_autofree char *number = yutu_words_real (fabs (value), decimals);

  return g_strconcat (value < 0 ? "−" : "+", number, NULL);
}

char *
yutu_words_area (double area_m2)
{
  g_autofree char *mu = yutu_words_real (area_m2 / M2_PER_MU, area_m2 < 100 * M2_PER_MU ? 1 : 0);
  g_autofree char *km2 = yutu_number_format (area_m2 / 1e6, 2); /* below each other, with 5.18, it is 5.70 */
  g_autofree char *m2 = yutu_words_real (area_m2, 0);

  if (area_m2 < 10000.0)
    /* Translators: square metres, mu (亩) */
    return g_strdup_printf (_ ("%s m² (%s mu)"), m2, mu);
  /* Translators: square kilometres, mu (亩) */
  return g_strdup_printf (_ ("%s km² (%s mu)"), km2, mu);
}

char *
yutu_words_distance (double metres)
{
  g_autofree char *number = NULL;

  if (metres < 1000.0)
    {
      number = yutu_words_real (metres, 0);
      return g_strdup_printf (_ ("%s m"), number);
    }
  number = yutu_words_real (metres / 1000.0, metres < 10000.0 ? 2 : 1);
  return g_strdup_printf (_ ("%s km"), number);
}

/* "1,234.50 元", from 10,000 yuan on "12.3 万元" */
static char *
words_money (gint64 fen)
{
  double           yuan = (double)fen / 100.0;
  g_autofree char *number = NULL;

  if (fabs (yuan) >= 10000.0)
    {
      number = yutu_words_real (yuan / 10000.0, 2);
      return g_strdup_printf (_ ("%s ten thousand yuan"), number);
    }
  number = yutu_words_real (yuan, 2);
  return g_strdup_printf (_ ("%s yuan"), number);
}

/* A hundredth of a degree is a kilometre of latitude. @unit: (nullable). */
static char *
word_measured (double      value,
               int         decimals,
               const char *unit)
{
  gboolean         is_angle = g_strcmp0 (unit, "°") == 0;
  g_autofree char *number = yutu_words_real (value, is_angle ? DEGREE_DECIMALS : decimals);

  return unit != NULL ? g_strdup_printf (is_angle ? "%s%s" : "%s %s", number, unit) : g_steal_pointer (&number);
}

static char *
word_grade (int grade)
{
  /* Translators: of a road or a river: 1 is the greatest */
  return g_strdup_printf (_ ("Class %d"), grade);
}

char *
yutu_words_fact_value (const YutuInfoFact *fact)
{
  if (isnan (fact->number))
    {
      if (g_strcmp0 (fact->key, "type") == 0)
        return g_strdup (words_division_type (fact->text));
      if (g_strcmp0 (fact->key, "kind") == 0)
        return g_strdup (find_word (ADDRESS_KINDS, G_N_ELEMENTS (ADDRESS_KINDS), fact->text));
      if (g_strcmp0 (fact->key, "urban-rural") == 0)
        return g_strdup (find_word (URBAN_RURAL, G_N_ELEMENTS (URBAN_RURAL), fact->text));
      if (g_strcmp0 (fact->key, "class") == 0)
        return g_strdup (yutu_words_name_class (fact->text));
      if (g_strcmp0 (fact->key, "status") == 0)
        return g_strdup (yutu_words_facility_status (fact->text));
      if (g_strcmp0 (fact->key, "grade") == 0 && g_ascii_isdigit (*fact->text))
        return word_grade ((int)g_ascii_strtoll (fact->text, NULL, 10));
      return yutu_words_iso (fact->text);
    }
  if (fact->key != NULL && g_str_has_prefix (fact->key, "area"))
    return yutu_words_area (fact->number);
  if (fact->key != NULL && (g_str_has_prefix (fact->key, "length") || g_str_equal (fact->key, "radius") ||
                            g_str_equal (fact->key, "off-line")))
    return yutu_words_distance (fact->number);
  if (g_strcmp0 (fact->key, "grade") == 0)
    return word_grade ((int)fact->number);
  return word_measured (fact->number, 2, fact->unit);
}

static char *
word_number (const YutuField *field,
             JsonNode        *node)
{
  if (field->type == YUTU_FIELD_MONEY_FEN)
    return words_money (json_node_get_int (node));
  return word_measured (json_node_get_double (node), field->type == YUTU_FIELD_INT ? 0 : 2, field->unit);
}

char *
yutu_words_field (const YutuField *field,
                  JsonObject      *fields)
{
  JsonNode *node = fields != NULL ? json_object_get_member (fields, field->id) : NULL;
  GType     type = node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node)
                                                                : G_TYPE_NONE;

  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return word_number (field, node);
  if (type != G_TYPE_STRING)
    return NULL;
  if (field->type == YUTU_FIELD_ENUM)
    return g_strdup (yutu_field_name_choice (field, json_node_get_string (node)));
  if (field->type == YUTU_FIELD_DATE)
    return yutu_words_iso (json_node_get_string (node));
  return g_strdup (json_node_get_string (node));
}

char *
yutu_words_place_title (const YutuPlace     *place,
                        const YutuPlaceInfo *info)
{
  g_autofree char *radius = NULL;

  if (info != NULL && info->title != NULL && info->title[0] != '\0')
    return g_strdup (info->title);
  switch (yutu_place_get_kind (place))
    {
    case YUTU_PLACE_CIRCLE:
      radius = yutu_words_distance (yutu_place_get_radius_m (place));
      return g_strdup_printf (_ ("Circle of %s radius"), radius);
    case YUTU_PLACE_SHAPE:
      return g_strdup (_ ("Drawn area"));
    case YUTU_PLACE_POINT:
      return g_strdup (_ ("Point on the map"));
    case YUTU_PLACE_ADDRESS:
      return g_strdup (_ ("Address"));
    case YUTU_PLACE_LINE:
      return g_strdup (_ ("Boundary line"));
    case YUTU_PLACE_PILLAR:
      return g_strdup (_ ("Boundary pillar"));
    case YUTU_PLACE_UNIT:
    case YUTU_PLACE_FACILITY:
    case YUTU_PLACE_NAME:
    default:
      return g_strdup (_ ("Without a name"));
    }
}

char *
yutu_words_chain (GPtrArray *chain,
                  gsize      skip)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; chain != NULL && i + skip < chain->len; i++)
    {
      const YutuDivision *unit = g_ptr_array_index (chain, i);

      g_string_append_printf (text, "%s%s", i > 0 ? " › " : "", unit->name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- Errors ---- */

char *
yutu_words_error (const GError *error)
{
  const char *words = yutu_error_words_get (error);

  /* Translators: what went wrong in a sentence; below it what the program itself says, in English */
  return g_strdup_printf (_ ("%s\nDetails: %s"), words != NULL ? words : _ ("Something went wrong. Nothing was changed."),
                          error->message);
}
