# Everything that may come after a calibration, within a domain, and on replicates: what is asked of a sample is seldom asked of all of it.

after_domains <- c("pupils > 300", "goal == 'yes'", "kind == 'low'", "score <= 600 | wide == 'no'")

# A case that R itself cannot compute is no case.
try_case <- function(work) tryCatch(suppressWarnings(work()), error = function(e) NULL)

share_methods <- c("logit", "asin", "beta", "mean", "xlogit")

after_and_within <- function() {
  for (name in c("simple", "layered_wr", "clustered", "twostage", "nested", "nested_wr")) {
    d <- D(name)
    total <- round(sum(weights(d)))
    margins <- list(population_of(d, "kind", total, .08), population_of(d, "wide", total, .04), population_of(d, "goal", total, -.06))
    formulas <- lapply(c("kind", "wide", "goal"), terms_of)
    variables <- list("score", "pupils")
    calibrated <- list(none = d, post = postStratify(d, ~kind, margins[[1]]))
    described <- list(post = list("postStratify", list(margins = list(margin_of(margins[[1]])), variables = variables, na_rm = TRUE)))
    for (fun in list(list("raking", c(-Inf, Inf)), list("linear", c(-Inf, Inf)), list("logit", c(.4, 2.2)))) {
      made <- try_case(function() calibrate(d, formulas, margins, calfun = fun[[1]], bounds = fun[[2]], epsilon = 1e-13, maxit = 500))
      if (is.null(made) || any(weights(made) <= 0)) next
      calibrated[[fun[[1]]]] <- made
      described[[fun[[1]]]] <- list("calibrate", list(margins = lapply(margins, margin_of), calfun = fun[[1]], variables = variables, na_rm = TRUE,
        bounds = if (is.finite(fun[[2]][1])) as.list(fun[[2]]) else NA))
    }
    for (how in names(calibrated)) {
      id <- paste0("after.", how, ".", name)
      p <- calibrated[[how]]
      if (how != "none") add(id, described[[how]][[1]], name, described[[how]][[2]], "as its arguments say", calibration_expected(p, weights(d), c("score", "pupils")))
      for (text in c(NA, after_domains)) {
        s <- if (is.na(text)) p else try_case(function() eval(parse(text = paste0("subset(p, ", text, ")"))))
        if (!is.null(s)) asked_of(id, name, s, how, text)
      }
    }
  }
}

asked_of <- function(id, name, s, how, text) {
  args <- function(...) c(list(...), if (how != "none") list(after = id), if (!is.na(text)) list(subset = text))
  call <- function(before, after = ")") paste0(before, if (is.na(text)) "P" else paste0("subset(P, ", text, ")"), after)
  label <- function(what) paste(what, if (is.na(text)) "all" else text, id, sep = ".")
  put <- function(what, fn, arguments, r, work, tolerance = 1e-8) {
    expected <- try_case(work)
    if (!is.null(expected)) add(label(what), fn, name, arguments, r, expected, tolerance)
  }
  # R keeps the rows outside a domain of a calibrated design, with weight 0. It then counts them among the rows of a model, has levels that nobody in
  # the domain has, and takes them into the mean of tied ranks; the library does not. Quantiles at p of two odd digits: where p is reached exactly, R's
  # rounding decides.
  apart <- how != "none" && !is.na(text)
  model <- function(m) {
    values <- glm_expected(m)
    if (apart) values$n_used <- NULL
    values
  }
  put("deff", "svymean", args(variables = list("band"), na_rm = TRUE, deff = "replace"), call("svymean(~band, ", ", na.rm=TRUE, deff='replace')"), function() {
    packed(svymean(~band, s, na.rm = TRUE, deff = "replace"), degf(s))
  })
  put("total", "svytotal", args(variables = list("tested", "goal"), na_rm = TRUE), call("svytotal(~tested+goal, ", ", na.rm=TRUE)"), function() packed(svytotal(~ tested + goal, s, na.rm = TRUE), degf(s)))
  put("var", "svyvar", args(variables = list("score"), na_rm = TRUE), call("svyvar(~score, ", ", na.rm=TRUE)"), function() {
    e <- variance_of("score", s)
    list(estimate = e[[1]], se = c(SE(e))[[1]])
  })
  put("ratio", "svyratio", args(numerator = "tested", denominator = "pupils", na_rm = TRUE), call("svyratio(~tested, ~pupils, ", ", na.rm=TRUE)"), function() {
    e <- svyratio(~tested, ~pupils, s, na.rm = TRUE)
    list(estimate = c(coef(e))[[1]], se = c(SE(e))[[1]])
  })
  for (type in c("mean", "xlogit", "beta", "asin")) for (rule in if (type == "mean") c("math", "hf5", "hf8") else "math")
    put(paste("quantile", rule, type, sep = "."), "svyquantile", args(variables = list("score"), quantiles = list(.07, .26, .51, .77, .93), qrule = rule, interval = type),
      call("svyquantile(~score, ", ", c(...))"), function() {
        q <- svyquantile(~score, s, c(.07, .26, .51, .77, .93), ci = TRUE, qrule = rule, interval.type = type, na.rm = TRUE)[[1]]
        if (any(is.nan(q))) NULL else list(quantile = listed(q[, 1]), lower = listed(q[, 2]), upper = listed(q[, 3]), se = listed(q[, 4]))
      })
  for (expression in c("score > 560", "first == 0")) {
    put(paste0("share.", expression), "svyciprop", args(expression = paste0("I(", expression, ")"), na_rm = TRUE), call(paste0("svyciprop(~I(", expression, "), ")), function() {
      one <- list()
      for (method in share_methods) {
        e <- svyciprop(as.formula(paste0("~I(", expression, ")")), s, method = method, na.rm = TRUE)
        if (coef(e)[[1]] < 1e-12 || coef(e)[[1]] > 1 - 1e-12 || attr(e, "var")[[1]] < 1e-20) return(NULL)
        one[[method]] <- list(estimate = coef(e)[[1]], lower = attr(e, "ci")[[1]], upper = attr(e, "ci")[[2]])
      }
      one
    }, 1e-7)
  }
  put("by.share", "svyby(svyciprop)", args(expression = "I(score > 560)", by = list("wide"), method = "xlogit", na_rm = TRUE), call("svyby(~I(score > 560), ~wide, ", ", svyciprop, method='xlogit')"), function() {
    b <- svyby(~ I(score > 560), ~wide, s, svyciprop, vartype = "ci", method = "xlogit", na.rm = TRUE)
    if (any(b[[2]] < 1e-12 | b[[2]] > 1 - 1e-12) || any(is.nan(as.matrix(b[, 3:4])))) NULL else list(groups = listed(as.character(b$wide)), estimate = listed(b[[2]]), lower = listed(b$ci_l), upper = listed(b$ci_u))
  })
  put("by.ratio", "svyby(svyratio)", args(numerator = "tested", denominator = "pupils", by = list("band")), call("svyby(~tested, ~band, denominator=~pupils, ", ", svyratio)"), function() {
    b <- svyby(~tested, ~band, denominator = ~pupils, s, svyratio)
    list(groups = listed(as.character(b$band)), estimate = listed(coef(b)), se = listed(SE(b)))
  })
  for (pair in list(c("wide", "kind"), c("goal", "band"))) put(paste0("chisq.", pair[1]), "svychisq", args(variables = as.list(pair)), call(paste0("svychisq(~", pair[1], "+", pair[2], ", ")), function() {
    f <- terms_of(pair)
    if (any(svytable(f, s) == 0)) return(NULL)
    test <- function(k) chisq_test(f, s, k)
    list(F = test("F"), Chisq = test("Chisq"), Wald = test("Wald"), adjWald = test("adjWald"))
  })
  put("ttest", "svyttest", args(formula = "score ~ wide"), call("svyttest(score ~ wide, "), function() {
    t <- svyttest(score ~ wide, s)
    list(difference = c(t$estimate)[[1]], t = c(t$statistic)[[1]], df = t$parameter[[1]], p = c(t$p.value)[[1]], ci95 = listed(t$conf.int))
  })
  if (!apart) for (test in c("wilcoxon", "vanderWaerden", "median")) put(paste0("rank.", test), "svyranktest", args(formula = "score ~ wide", test = test), call("svyranktest(score ~ wide, ", paste0(", test='", test, "')")), function() {
    t <- svyranktest(score ~ wide, s, test = test)
    if (abs(c(t$statistic)[[1]]) < 1e-9) return(NULL)
    list(statistic = c(t$statistic)[[1]], df = t$parameter[[1]], p = c(t$p.value)[[1]], difference = c(t$estimate)[[1]])
  })
  if (!apart || !grepl("kind", text)) put("glm", "svyglm", args(formula = "score ~ moved + kind"), call("svyglm(score ~ moved + kind, "), function() model(svyglm(score ~ moved + kind, s)))
  put("logit", "svyglm", args(formula = "wide ~ first + moved", family = "quasibinomial()"), call("svyglm(wide ~ first + moved, ", ", quasibinomial())"), function() {
    m <- svyglm(wide ~ first + moved, s, family = quasibinomial(), control = tight)
    if (any(m$fitted.values < 1e-7 | m$fitted.values > 1 - 1e-7)) NULL else model(m)
  }, 1e-5)
  if (how == "none") put("olr", "svyolr", args(formula = "band ~ moved + first", link = "logit"), call("svyolr(band ~ moved + first, "), function() {
    o <- ordinal_exact(band ~ moved + first, s)
    list(terms = as.list(o$terms), n_slopes = o$slopes, exact = list(coef = listed(o$coef), se = listed(o$se), vcov = square(o$vcov), loglik_weighted = o$loglik))
  })
}
