# METADATA
# title: Taken van het college in het RIEC
# description: >-
#   Closed list of tasks for which the college takes part; taxes, assistance and BRP are listed, care, youth, debt
#   relief and compulsory education are not.
# custom:
#   id: WGS-05
#   act: WGS
#   article: WGS 2.19 lid 1 onder i
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Speaks also about data which the college holds for a task that is not listed, as WGS-08 does about the category;
#     care data offered under a neutral category stay open for a jurist. What goes to the college goes to it for a listed
#     task, so a department that has none of these receives nothing; whoever needs no department names the college (I).
#   title:
#     nl: Taken van het college in het RIEC
#     en: Tasks of the college in the RIEC
#   text:
#     nl: >-
#       Het college doet in een RIEC alleen mee voor de taken die de wet noemt. Maatschappelijke ondersteuning,
#       jeugdhulp, schuldhulp en leerplicht horen daar niet bij. Gegevens van die taken gaan dus niet naar een
#       RIEC, en gegevens uit een RIEC niet naar een afdeling zonder zo'n taak.
#     en: >-
#       The college takes part in a RIEC only for the tasks the act lists. Social support, youth care, debt relief
#       and compulsory education are not among them, so data of those tasks do not enter a RIEC, and data of a RIEC do
#       not go to a department without such a task.
#   remedies: [OWN_POWER, CARE_SAFETY_HOUSE]
package norms.wgs.wgs_05

import data.lib

findings contains {"norm": "WGS-05", "effect": "deny"} if {
	lib.wgs
	lib.participant_caller == "COL"
	input.inquiry.task != null
	not lib.task_of_participant
}

findings contains {"norm": "WGS-05", "effect": "deny"} if "COL" in lib.recipient_without_listed_task

findings contains {"norm": "WGS-05", "effect": "deny", "category": category} if {
	lib.wgs
	lib.participant_source == "COL"
	some category in lib.categories
	category in {"C-WMO", "C-JGD", "C-SCH", "C-MED"}
}
