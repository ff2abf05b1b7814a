# What survey changed between 4.1-1 and 4.5, computed here, so that a case holds what 4.5 gives whichever of them is installed.

# svychisq: the degrees of freedom are those of the rows with weight; until 4.4 those outside a domain of a calibrated design counted too. The
# statistics of 4.1-1 are kept, and its own degrees of freedom, read off its result, are exchanged for degf(d).
chisq_test <- function(f, d, statistic) {
  t <- suppressWarnings(svychisq(f, d, statistic = statistic))
  value <- c(t$statistic)[[1]]
  parameter <- as.numeric(t$parameter)
  p <- c(t$p.value)[[1]]
  nu <- degf(d)
  if (statistic %in% c("F", "Wald", "adjWald")) {
    k <- parameter[1]
    if (statistic == "adjWald") {
      old <- parameter[2] + k - 1
      value <- value * k * old / parameter[2] * (nu - k + 1) / (k * nu)
    }
    parameter <- c(k, switch(statistic, F = k * nu, Wald = nu, adjWald = nu - k + 1))
    p <- pf(value, parameter[1], parameter[2], lower.tail = FALSE)
  }
  list(statistic = value, parameter = listed(parameter), p = p)
}

# options(survey.lonely.psu = "adjust"): a lonely unit is measured from the mean of all units' totals; 4.1-1 measured it from 0, which is the same
# for what sums to 0. Of one stage without finite population corrections.
adjusted_total <- function(names, d) {
  est <- svytotal(terms_of(names), d)
  z <- rowsum(as.matrix(d$variables[names]) * weights(d), d$cluster[[1]])
  stratum <- d$strata[match(rownames(z), as.character(d$cluster[[1]])), 1]
  v <- matrix(0, ncol(z), ncol(z), dimnames = list(names, names))
  for (h in unique(stratum)) {
    units <- z[stratum == h, , drop = FALSE]
    n <- nrow(units)
    centre <- if (n == 1) colMeans(z) else colMeans(units)
    v <- v + crossprod(sweep(units, 2, centre)) * (if (n == 1) 1 else n / (n - 1))
  }
  attr(est, "var") <- v
  est
}

# svyvar(na.rm = TRUE): n is the number of rows with a value, as for a domain; 4.1-1 counted the missing ones too.
variance_of <- function(name, d) svyvar(terms_of(name), d[!is.na(d$variables[[name]]), ], na.rm = TRUE)
