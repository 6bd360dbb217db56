# METADATA
# title: Taken van de burgemeester in het RIEC
# description: Closed list of tasks for which the burgemeester takes part.
# custom:
#   id: WGS-04
#   act: WGS
#   article: WGS 2.19 lid 1 onder h
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     What goes to the burgemeester goes for a listed task, so a department that has none of these receives nothing;
#     whoever needs no department names the burgemeester (I).
#   title:
#     nl: Taken van de burgemeester in het RIEC
#     en: Tasks of the burgemeester in the RIEC
#   text:
#     nl: >-
#       De burgemeester doet in een RIEC alleen mee voor de taken die de wet noemt: openbare orde, artikel 13b
#       Opiumwet, verordeningen, alcohol, kansspelen en paspoorten. Deze taak, of een taak van deze
#       afdeling, staat daar niet bij.
#     en: >-
#       The burgemeester takes part in a RIEC only for the tasks the act lists: public order, article 13b Opiumwet,
#       ordinances, alcohol, gambling and passports. This task, or one of this department, is not among
#       them.
#   remedies: [OWN_POWER]
package norms.wgs.wgs_04

import data.lib

findings contains {"norm": "WGS-04", "effect": "deny"} if {
	lib.wgs
	lib.participant_caller == "BGM"
	input.inquiry.task != null
	not lib.task_of_participant
}

findings contains {"norm": "WGS-04", "effect": "deny"} if "BGM" in lib.recipient_without_listed_task
