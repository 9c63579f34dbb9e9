/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A passphrase opens what it wrapped and nothing else does; what is damaged or hostile is refused quickly. */

#include "lumbar-key.h"

#include <string.h>

#include "store-support.h"

#define PASSPHRASE "corréct horse 電池"

static char *wrapped;

static gboolean
same (const LumbarKey *a, const LumbarKey *b)
{
  return memcmp (lumbar_key_get_bytes (a), lumbar_key_get_bytes (b), LUMBAR_KEY_SIZE) == 0;
}

static LumbarKey *
example_key (void)
{
  guint8 bytes[LUMBAR_KEY_SIZE];

  for (guint i = 0; i < LUMBAR_KEY_SIZE; i++)
    bytes[i] = 255 - 7 * i;
  return lumbar_key_new_from_bytes (bytes);
}

static void
test_passphrase (void)
{
  g_autoptr (LumbarKey) key = example_key ();
  g_autoptr (LumbarKey) opened = NULL;
  g_autoptr (LumbarKey) decomposed = NULL;
  g_autoptr (LumbarKey) other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *again = lumbar_key_wrap (key, PASSPHRASE, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (again, !=, wrapped);
  opened = lumbar_key_unwrap (wrapped, PASSPHRASE, &error);
  g_assert_no_error (error);
  g_assert_true (same (key, opened));
  /* The same letters from another keyboard: é as e and an accent. */
  decomposed = lumbar_key_unwrap (wrapped, "corre\314\201ct horse 電池", &error);
  g_assert_no_error (error);
  g_assert_true (same (key, decomposed));
  other = lumbar_key_unwrap (wrapped, "corréct horse 電地", &error);
  g_assert_null (other);
  assert_error (error, LUMBAR_ERROR_DENIED, "not the passphrase");
}

typedef struct {
  const char *name;
  const char *from; /* What of the wrapped key is put into other words */
  const char *to;
} DamageCase;

static const DamageCase damages[] = {
  { "empty", "argon2id", NULL },
  { "another-kind", "argon2id", "argon2i" },
  { "no-passes", ":3:", ":0:" },
  { "endless-passes", ":3:", ":1000000:" },
  { "endless-memory", ":65536:", ":99999999:" },
  { "hardly-any-memory", ":65536:", ":8:" },
  { "negative-memory", ":65536:", ":-65536:" },
  { "a-field-too-many", ":65536:", ":65536:00:" },
  { "a-field-too-few", ":65536:", ":" },
  { "short-salt", ":65536:", ":65536:a" },
};

static void
test_damaged (gconstpointer data)
{
  const DamageCase *row = data;
  g_auto (GStrv) parts = g_strsplit (wrapped, row->from, 2);
  g_autofree char *damaged = row->to == NULL ? g_strdup ("") : g_strjoinv (row->to, parts);
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKey) key = lumbar_key_unwrap (damaged, PASSPHRASE, &error);

  g_assert_null (key);
  assert_error (error, LUMBAR_ERROR_RECORD, "is damaged");
}

/* Every letter counts: none can be changed unseen. */
static void
test_every_letter (void)
{
  const char *box = strrchr (wrapped, ':') + 1;

  for (gsize i = 0; box[i] != '\0'; i += 17)
    {
      g_autofree char *changed = g_strdup (wrapped);
      g_autoptr (GError) error = NULL;
      g_autoptr (LumbarKey) key = NULL;

      changed[box - wrapped + i] = box[i] == '0' ? '1' : '0';
      key = lumbar_key_unwrap (changed, PASSPHRASE, &error);
      g_assert_null (key);
      assert_error (error, LUMBAR_ERROR_DENIED, "not the passphrase");
    }
}

static void
test_recovery (void)
{
  g_autoptr (LumbarKey) key = example_key ();
  g_autofree char *text = lumbar_key_to_recovery (key);
  g_autofree char *lower = g_ascii_strdown (text, -1);
  g_auto (GStrv) groups = g_strsplit (lower, "-", -1);
  g_autofree char *spaced = g_strjoinv ("  ", groups);
  g_autoptr (LumbarKey) typed = NULL;
  g_autoptr (LumbarKey) sloppy = NULL;

  g_assert_cmpuint (strlen (text), ==, 52 + 12);
  typed = lumbar_key_new_from_recovery (text, NULL);
  g_assert_true (same (key, typed));
  for (char *at = spaced; *at != '\0'; at++)
    *at = *at == '0' ? 'o' : *at == '1' ? 'l' : *at;
  sloppy = lumbar_key_new_from_recovery (spaced, NULL);
  g_assert_true (same (key, sloppy));
}

static void
test_recovery_round (void)
{
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (LumbarKey) key = lumbar_key_new_random ();
      g_autofree char *text = lumbar_key_to_recovery (key);
      g_autoptr (LumbarKey) read = lumbar_key_new_from_recovery (text, NULL);

      g_assert_true (same (key, read));
    }
}

static const char *const no_recovery_keys[] = {
  "", "AAAA", "-", "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-MMMM-NNNN-PPP",
  "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-MMMM-NNNN-PPPPQ",
  "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-MMMM-NNNN-PPP!",
  "AAAA-BBBB-CCCC-DDDD-EEEE-FFFF-GGGG-HHHH-JJJJ-KKKK-MMMM-NNNN-PPPU",
};

static void
test_no_recovery (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (LumbarKey) key = lumbar_key_new_from_recovery (data, &error);

  g_assert_null (key);
  assert_error (error, LUMBAR_ERROR_INPUT, "13 groups");
}

typedef struct {
  const char *passphrase;
  const char *said; /* NULL: taken */
} ChoiceCase;

static const ChoiceCase choices[] = {
  { "", "too short" }, { "seven77", "too short" }, { "eight888", NULL }, { "äöüßäöüß", NULL }, { "äöüß", "too short" },
  { "\xff\xfe\xff\xfe\xff\xfe\xff\xfe\xff", "no text" },
};

static void
test_choices (void)
{
  g_autofree char *endless = g_strnfill (5000, 'a');

  g_assert_false (lumbar_key_check_passphrase (endless, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (lumbar_key_check_passphrase (choices[i].passphrase, &error), ==, choices[i].said == NULL);
      if (choices[i].said != NULL)
        assert_error (error, LUMBAR_ERROR_INPUT, choices[i].said);
    }
}

int
main (int argc, char *argv[])
{
  g_autoptr (LumbarKey) key = example_key ();
  int status;

  g_test_init (&argc, &argv, NULL);
  wrapped = lumbar_key_wrap (key, PASSPHRASE, NULL);
  g_test_add_func ("/key/a-passphrase-opens-what-it-wrapped", test_passphrase);
  g_test_add_func ("/key/no-letter-changes-unseen", test_every_letter);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strconcat ("/key/damaged/", damages[i].name, NULL);

      g_test_add_data_func (path, &damages[i], test_damaged);
    }
  g_test_add_func ("/key/recovery-is-typed-as-people-type", test_recovery);
  g_test_add_func ("/key/recovery-of-any-key", test_recovery_round);
  for (guint i = 0; i < G_N_ELEMENTS (no_recovery_keys); i++)
    {
      g_autofree char *path = g_strdup_printf ("/key/no-recovery-key/%u", i);

      g_test_add_data_func (path, no_recovery_keys[i], test_no_recovery);
    }
  g_test_add_func ("/key/what-is-taken-for-a-passphrase", test_choices);
  status = g_test_run ();
  g_free (wrapped);
  return status;
}
