"""Who took a programme up, when and how far, as a text tells it of any region (链长制最早出现在湖南长沙；2018年7月，
湖南省全面推开): clause by clause, with subject, programme, verb and time carried on where a clause leaves them out."""

from extract.relations.adoption.reader import adoption_findings

__all__ = ["adoption_findings"]
