import { useParams } from "wouter";
import { ReviewList } from "./list";
import { OneReview } from "./one-review";

/** Reviews: who has what, on a day, confirmed or withdrawn. */
export default function ReviewsPage() {
	const { id } = useParams<{ id?: string }>();
	return id ? <OneReview key={id} id={id} /> : <ReviewList />;
}
