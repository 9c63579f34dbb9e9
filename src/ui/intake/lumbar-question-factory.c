/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which view asks for which type of answer. */

#include "lumbar-question-factory.h"

#include "lumbar-body-view.h"
#include "lumbar-choice-view.h"
#include "lumbar-date-view.h"
#include "lumbar-multi-choice-view.h"
#include "lumbar-number-view.h"
#include "lumbar-scale-view.h"
#include "lumbar-text-view.h"

static GType
get_view_type (const LumbarFinding *finding)
{
  if (lumbar_scale_view_can_show (finding))
    return LUMBAR_TYPE_SCALE_VIEW;
  switch (finding->type)
    {
    case LUMBAR_FINDING_BOOLEAN:
    case LUMBAR_FINDING_CHOICE:
      return LUMBAR_TYPE_CHOICE_VIEW;
    case LUMBAR_FINDING_MULTI_CHOICE:
      return LUMBAR_TYPE_MULTI_CHOICE_VIEW;
    case LUMBAR_FINDING_BODY_MAP:
      return LUMBAR_TYPE_BODY_VIEW;
    case LUMBAR_FINDING_INTEGER:
    case LUMBAR_FINDING_DECIMAL:
    case LUMBAR_FINDING_NRS:
      return LUMBAR_TYPE_NUMBER_VIEW;
    case LUMBAR_FINDING_DATE:
      return LUMBAR_TYPE_DATE_VIEW;
    case LUMBAR_FINDING_TEXT:
      return LUMBAR_TYPE_TEXT_VIEW;
    default:
      g_assert_not_reached ();
    }
}

/**
 * lumbar_question_factory_make:
 * @interview: where the answer goes
 * @finding: what is asked
 *
 * Returns: (transfer floating): a view of the right kind, bound
 */
LumbarQuestionView *
lumbar_question_factory_make (LumbarInterview *interview, const LumbarFinding *finding)
{
  LumbarQuestionView *view = g_object_new (get_view_type (finding), NULL);

  lumbar_question_view_bind (view, interview, finding);
  return view;
}
