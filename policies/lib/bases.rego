# A claimed basis counts only under its tabled conditions (regime, organ, category, judgement); the rest are
# claims.
package lib

bases contains code if {
	some code in input.inquiry.legalBasis
	row := data.facts.legal_bases[code]
	listed(row.regimes, input.inquiry.regime)
	listed(row.organs, input.caller.organ)
	fits_categories(row.categories)
	documented(row.attestation)
}

# null in the table: no limit in this dimension.
listed(allowed, _) if allowed == null

listed(allowed, value) if value in allowed

fits_categories(allowed) if allowed == null

fits_categories(allowed) if {
	count(categories) > 0
	every category in categories {
		category in allowed
	}
}

documented(type) if type == null

# A judgement that another one contradicts carries no basis.
documented(type) if [type, null] in upheld
