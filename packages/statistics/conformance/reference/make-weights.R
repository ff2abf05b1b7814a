# Post-stratification, raking, calibration, trimming and replicate weights.

weight_summary <- function(w, before) {
  used <- w != 0
  w <- w[used]
  g <- w / before[used]
  n <- length(w)
  list(n = n, sum = sum(w), min = min(w), max = max(w), cv = sqrt(mean((w - mean(w))^2)) / mean(w), kish_deff = n * sum(w^2) / sum(w)^2,
    kish_neff = sum(w)^2 / sum(w^2), g_min = min(g), g_max = max(g))
}

margin_of <- function(table) {
  frame <- as.data.frame(table)
  variables <- setdiff(names(frame), "Freq")
  list(variables = as.list(variables), cells = lapply(seq_len(nrow(frame)), function(i) {
    cell <- lapply(frame[i, variables, drop = FALSE], as.character)
    c(cell, list(N = frame$Freq[i]))
  }))
}

# A population table near the sample's own, with the same sum over every margin.
population_of <- function(d, variables, total, tilt) {
  t <- svytable(terms_of(variables), d)
  t <- t / sum(t) * (1 + tilt * seq(-1, 1, length.out = length(t)))
  t <- round(t / sum(t) * total)
  t[length(t)] <- t[length(t)] + total - sum(t)
  t
}

weight_cases <- function() {
  for (name in c("simple", "layered_wr", "clustered", "twostage", "nested", "nested_wr", "paired", "unequal_wr")) {
    d <- D(name)
    before <- weights(d)
    total <- round(sum(before))
    variables <- if (name == "unequal_wr") c("score", "moved") else c("score", "pupils")
    factors <- if (name == "unequal_wr") "kind" else c("kind", "wide", "goal")
    calibrated <- list()
    one <- population_of(d, "kind", total, .1)
    pops <- list(kind = one)
    if (length(factors) > 1) pops$joint <- population_of(d, c("wide", "kind"), total, -.08)
    for (cells in names(pops)) {
      p <- postStratify(d, terms_of(names(dimnames(pops[[cells]]))), pops[[cells]])
      id <- paste0("post.", cells, ".", name)
      calibrated[[id]] <- p
      add(id, "postStratify", name, list(margins = list(margin_of(pops[[cells]])), variables = as.list(variables), na_rm = TRUE), "postStratify(D, ~cells, population)",
        calibration_expected(p, before, variables))
    }
    if (length(factors) > 1) {
      margins <- list(population_of(d, "kind", total, .1), population_of(d, "wide", total, .05), population_of(d, "goal", total, -.07))
      for (k in 2:3) {
        sample <- lapply(factors[seq_len(k)], terms_of)
        id <- paste0("rake.", k, ".", name)
        r <- rake(d, sample, margins[seq_len(k)], control = list(maxit = 2000, epsilon = 1e-14))
        add(id, "rake", name, list(margins = lapply(margins[seq_len(k)], margin_of), variables = as.list(variables), na_rm = TRUE), "rake(D, ...)", calibration_expected(r, before, variables))
        for (fun in list(list("raking", c(-Inf, Inf)), list("linear", c(-Inf, Inf)), list("logit", c(.4, 2.2)), list("linear", c(.7, 1.5)), list("raking", c(.7, 1.6)))) {
          ok <- tryCatch(calibrate(d, sample, margins[seq_len(k)], calfun = fun[[1]], bounds = fun[[2]], epsilon = 1e-13, maxit = 500), error = function(e) NULL, warning = function(w) NULL)
          if (is.null(ok)) next
          id <- paste0("calibrate.", fun[[1]], ".", if (is.finite(fun[[2]][1])) "bounded." else "", k, ".", name)
          calibrated[[id]] <- ok
          args <- list(margins = lapply(margins[seq_len(k)], margin_of), calfun = fun[[1]], variables = as.list(variables), na_rm = TRUE)
          args$bounds <- if (is.finite(fun[[2]][1])) as.list(fun[[2]]) else NA
          add(id, "calibrate", name, args, "calibrate(D, formula=list(margins), population=list(tables))", calibration_expected(ok, before, variables))
        }
      }
      population <- c(`(Intercept)` = total, kindupper = margins[[1]][["upper"]], kindmiddle = margins[[1]][["middle"]], before = round(sum(before * d$variables$before) * 1.01))
      for (fun in list(list("linear", c(-Inf, Inf)), list("raking", c(-Inf, Inf)), list("logit", c(.3, 2.5)))) {
        ok <- tryCatch(calibrate(d, ~ kind + before, population, calfun = fun[[1]], bounds = fun[[2]], epsilon = 1e-13, maxit = 500), error = function(e) NULL, warning = function(w) NULL)
        if (is.null(ok)) next
        id <- paste0("calibrate.continuous.", fun[[1]], ".", name)
        calibrated[[id]] <- ok
        add(id, "calibrate", name, list(calfun = fun[[1]], population = as.list(population), bounds = if (is.finite(fun[[2]][1])) as.list(fun[[2]]) else NA, variables = as.list(variables)),
          "calibrate(D, ~kind+before, population)", calibration_expected(ok, before, variables))
      }
    }
    for (id in names(calibrated)) after_cases(id, name, calibrated[[id]], length(factors) > 1)
    replicate_cases(name, d)
  }
}

calibration_expected <- function(p, before, variables) {
  means <- packed(svymean(terms_of(variables), p, na.rm = TRUE), degf(p))
  totals <- packed(svytotal(terms_of(variables), p, na.rm = TRUE), degf(p))
  list(weights = weight_summary(weights(p), before), mean = means, total = totals)
}

# What a calibration does to everything that comes after it.
after_cases <- function(id, name, p, has_factors) {
  by <- if (has_factors) "wide" else "kind"
  b <- svyby(~score, terms_of(by), p, svymean)
  add(paste0("by.", id), "svyby(svymean)", name, list(after = id, variables = list("score"), by = list(by)), paste0("svyby(~score, ~", by, ", P, svymean)"),
    list(groups = listed(as.character(b[[1]])), estimate = listed(coef(b)), se = listed(SE(b))))
  e <- svyciprop(~ I(score > 560), p, method = "xlogit")
  add(paste0("share.", id), "svyciprop", name, list(after = id, expression = "score > 560", method = "xlogit"), "svyciprop(~I(score > 560), P, method='xlogit')",
    list(estimate = coef(e)[[1]], lower = attr(e, "ci")[[1]], upper = attr(e, "ci")[[2]], df = degf(p)))
  e <- svyciprop(~ I(score > 560), p, method = "beta")
  add(paste0("share.beta.", id), "svyciprop", name, list(after = id, expression = "score > 560", method = "beta"), "svyciprop(~I(score > 560), P, method='beta')",
    list(estimate = coef(e)[[1]], lower = attr(e, "ci")[[1]], upper = attr(e, "ci")[[2]]))
  m <- svyglm(score ~ moved + kind, p)
  add(paste0("glm.", id), "svyglm", name, list(after = id, formula = "score ~ moved + kind"), "svyglm(score ~ moved + kind, P)", glm_expected(m))
  s <- subset(p, moved > 8)
  e <- svymean(~score, s)
  add(paste0("domain.", id), "svymean(subset)", name, list(after = id, variables = list("score"), subset = "moved > 8"), "svymean(~score, subset(P, moved > 8))", packed(e, degf(s)))
  e <- svyratio(~moved, ~score, p)
  add(paste0("ratio.", id), "svyratio", name, list(after = id, numerator = "moved", denominator = "score"), "svyratio(~moved, ~score, P)", list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
  w <- weights(p)
  # Weights that lie on the bounds of the calibration lie on either side of a limit by chance; limits in round parts of the median too.
  if (!grepl("bounded", id)) for (limits in list(c(.83, 1.23), c(.61, 1.47), c(NA, 1.33), c(.87, NA))) {
    lower <- if (is.na(limits[1])) -Inf else limits[1] * median(w)
    upper <- if (is.na(limits[2])) Inf else limits[2] * median(w)
    once <- tryCatch(weights(trimWeights(p, upper = upper, lower = lower)), error = function(e) NULL)
    strict <- tryCatch(weights(trimWeights(p, upper = upper, lower = lower, strict = TRUE)), error = function(e) NULL)
    if (is.null(once) || is.null(strict) || any(once <= 0)) next
    args <- list(after = id)
    if (is.finite(lower)) args$lower <- lower
    if (is.finite(upper)) args$upper <- upper
    add(paste0("trim.", paste(limits, collapse = "."), ".", id), "trimWeights", name, args, "trimWeights(P, ...[, strict=TRUE])", list(once = weight_summary(once, w), strict = weight_summary(strict, w)))
  }
}

replicate_cases <- function(name, d) {
  made <- list()
  one_stratum <- length(unique(d$strata[, 1])) == 1
  if (one_stratum) made$JK1 <- as.svrepdesign(d, type = "JK1") else made$JKn <- as.svrepdesign(d, type = "JKn")
  if (name == "paired") {
    made$BRR <- as.svrepdesign(d, type = "BRR")
    made$Fay <- as.svrepdesign(d, type = "Fay", fay.rho = .3)
  }
  if (name == "twostage") made$JK1 <- NULL
  variables <- if (name == "unequal_wr") c("score", "moved") else c("score", "pupils")
  for (type in names(made)) {
    for (mse in c(FALSE, TRUE)) {
      r <- made[[type]]
      r$mse <- mse
      args <- list(type = type, variables = as.list(variables), mse = mse)
      if (type == "Fay") args$rho <- .3
      label <- paste0(type, if (mse) ".mse" else "", ".", name)
      # Hadamard matrices differ between programs, and with them all but totals.
      balanced <- type %in% c("BRR", "Fay")
      for (est in if (balanced) "svytotal" else c("svymean", "svytotal")) {
        e <- get(est)(terms_of(variables), r)
        add(paste0(est, ".", label), sub("svy", "svrep", est), name, args, paste0(est, "(~", paste(variables, collapse = "+"), ", as.svrepdesign(D))"),
          list(names = as.list(names(coef(e))), estimate = listed(coef(e)), se = listed(SE(e)), df = degf(r), scale = r$scale))
      }
      if (balanced) next
      e <- svyratio(~moved, ~score, r)
      add(paste0("svyratio.", label), "svrepratio", name, args, "svyratio(~moved, ~score, R)", list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
      e <- svyvar(~score, r)
      add(paste0("svyvar.", label), "svrepvar", name, args, "svyvar(~score, R)", list(estimate = e[[1]], se = c(SE(e))[[1]]))
      q <- svyquantile(~score, r, c(.25, .5, .75), interval.type = "mean")[[1]]
      add(paste0("svyquantile.", label), "svrepquantile", name, c(args, list(quantiles = list(.25, .5, .75), interval = "mean")), "svyquantile(~score, R, c(.25,.5,.75))",
        list(quantile = listed(q[, 1]), lower = listed(q[, 2]), upper = listed(q[, 3]), se = listed(q[, 4])))
      q <- suppressWarnings(svyquantile(~score, r, c(.27, .51, .88), interval.type = "quantile"))[[1]]
      add(paste0("svyquantile.own.", label), "svrepquantile", name, c(args, list(quantiles = list(.27, .51, .88), interval = "quantile")), "svyquantile(~score, R, c(.27,.51,.88), interval.type='quantile')",
        list(quantile = listed(q[, 1]), lower = listed(q[, 2]), upper = listed(q[, 3]), se = listed(q[, 4])))
      if (name != "unequal_wr") {
        total <- round(sum(weights(d)))
        margins <- list(population_of(d, "kind", total, .06), population_of(d, "goal", total, -.05))
        raked <- tryCatch(suppressWarnings(rake(r, list(~kind, ~goal), margins, control = list(maxit = 2000, epsilon = 1e-14))), error = function(e) NULL)
        if (!is.null(raked)) for (est in c("svymean", "svytotal")) {
          e <- get(est)(terms_of(variables), raked)
          add(paste0(est, ".raked.", label), sub("svy", "svrep", est), name, c(args, list(margins = lapply(margins, margin_of))), paste0(est, "(~", paste(variables, collapse = "+"), ", rake(as.svrepdesign(D), ...))"),
            list(names = as.list(names(coef(e))), estimate = listed(coef(e)), se = listed(SE(e))))
        }
      }
      b <- svyby(~score, ~kind, r, svymean)
      add(paste0("svyby.", label), "svrepby", name, args, "svyby(~score, ~kind, R, svymean)", list(groups = listed(as.character(b$kind)), estimate = listed(coef(b)), se = listed(SE(b))))
      m <- svyglm(score ~ moved + kind, r)
      add(paste0("svyglm.", label), "svrepglm", name, c(args, list(formula = "score ~ moved + kind", family = "gaussian()")), "svyglm(score ~ moved + kind, R)",
        list(terms = listed(names(coef(m))), coef = listed(coef(m)), se = listed(SE(m)), df_residual = m$df.residual))
      m <- svyglm(I(score > 560) ~ moved + kind, r, family = quasibinomial(), control = glm.control(epsilon = 1e-15, maxit = 100))
      # Separated, in the sample or in a replicate alone: R gives the number at which it stopped, the library refuses.
      if (any(m$fitted.values < 1e-7 | m$fitted.values > 1 - 1e-7) || any(SE(m) > 8)) next
      add(paste0("svyglm.logit.", label), "svrepglm", name, c(args, list(formula = "I(score > 560) ~ moved + kind", family = "quasibinomial()")), "svyglm(I(score > 560) ~ moved + kind, R, quasibinomial())",
        list(terms = listed(names(coef(m))), coef = listed(coef(m)), se = listed(SE(m)), df_residual = m$df.residual), 1e-7)
    }
  }
  if (name != "paired") return()
  # Replicate weights as they come with a file: factors by row, or weights already combined.
  R <- made$BRR
  factors <- weights(R, type = "replication")
  combined <- weights(R, type = "analysis")
  data <- d$variables
  for (kind in c("factors", "combined")) {
    given <- svrepdesign(data = data, weights = ~w, repweights = if (kind == "factors") factors else combined, combined.weights = kind == "combined", type = "BRR")
    e <- svyratio(~tested, ~pupils, given)
    add(paste0("given.", kind), "svrepratio", name, list(type = "BRR", repweights = square(if (kind == "factors") factors else combined), combined_weights = kind == "combined"),
      "svyratio(~tested, ~pupils, svrepdesign(...))", list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]]))
  }
}
