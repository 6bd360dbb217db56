# METADATA
# title: Amending a case
# description: Facts, subjects and involved organs are kept by who works on the case and has a part in it.
package acts.amend

import data.lib

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "amend"
	lib.works_on_case
}
